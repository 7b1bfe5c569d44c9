package org.xuhao.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The rules for one Java file, read off its syntax tree. */
@NullMarked
final class JavaRules extends TreePathScanner<@Nullable Void, @Nullable Void> {

  /** A method's body must fit on one screen; what its annotations hold does not count. */
  static final int METHOD_LINES_MAX = 40;

  private static final Pattern PACKAGES =
      Pattern.compile("utils?|common|helpers?|support|manager|impl|misc|internal|base");
  private static final Pattern TYPES =
      Pattern.compile(
          "Abstract[A-Z].*|I[A-Z][a-z].*"
              + "|.+(Manager|Helper|Utils?|Impl|Base|Data|Info|Processor|Service)");
  private static final Map<String, String> CLOCKS =
      Map.of(
          "Instant.now", "take the time as a parameter",
          "LocalDate.now", "take the day as a parameter",
          "LocalDateTime.now", "take the time as a parameter",
          "ZonedDateTime.now", "take the time as a parameter",
          "OffsetDateTime.now", "take the time as a parameter",
          "Clock.systemUTC", "take an InstantSource as a parameter",
          "InstantSource.system", "take an InstantSource as a parameter",
          "System.currentTimeMillis", "take an InstantSource as a parameter",
          "System.nanoTime", "take a LongSupplier as a parameter");

  private final String file;
  private final boolean test;
  private final String home;
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final List<Complaint> found = new ArrayList<>();

  private JavaRules(String file, CompilationUnitTree unit, DocTrees trees) {
    this.file = file;
    this.unit = unit;
    this.trees = trees;
    this.test = file.startsWith("src/test/");
    String path = file.replaceFirst("^src/(main|test)/java/org/xuhao/", "");
    this.home = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
  }

  /** All complaints about one file, {@code file} relative to the project. */
  static List<Complaint> check(String file, String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask) compiler.getTask(null, null, d -> {}, List.of(), null, List.of(source(text)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      var rules = new JavaRules(file, unit, DocTrees.instance(task));
      rules.scan(unit, null);
      return rules.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(String text) {
    return new SimpleJavaFileObject(URI.create("string:///Read.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  @Override
  public @Nullable Void visitCompilationUnit(CompilationUnitTree tree, @Nullable Void none) {
    if (tree.getPackageName() != null)
      for (String part : tree.getPackageName().toString().split("\\.", -1))
        if (PACKAGES.matcher(part).matches())
          say(tree, "package named " + part, "name it after its one job");
    return super.visitCompilationUnit(tree, null);
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
    String name = tree.getSimpleName().toString();
    if (TYPES.matcher(name).matches())
      say(tree, "type named " + name, "name it after what it is or does");
    if (name.endsWith("Handler") && !home.equals("web"))
      say(tree, "type named " + name, "only web has handlers");
    boolean top = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
    boolean shown = tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
    if (top && shown && !test && trees.getDocComment(getCurrentPath()) == null)
      say(tree, name + " is public without a docstring", "say in a sentence what it is");
    return super.visitClass(tree, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
    if (tree.getBody() == null) return super.visitMethod(tree, null);
    long lines = lineOf(end(tree)) - line(tree.getBody()) + 1;
    if (lines > METHOD_LINES_MAX)
      say(
          tree,
          "method %s of %d lines".formatted(tree.getName(), lines),
          "split it at its steps: at most " + METHOD_LINES_MAX);
    return super.visitMethod(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
    String call = tree.getMethodSelect().toString();
    if (call.equals("Thread.sleep")) say(tree, "Thread.sleep", "wait for what must have happened");
    if (call.endsWith(".printStackTrace"))
      say(tree, "printStackTrace", "log it, or let it go on up");
    if (call.equals("Math.random")) say(tree, "Math.random", "draw from a seeded Random");
    return super.visitMethodInvocation(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
    String name = tree.toString();
    if (!test && (name.equals("System.out") || name.equals("System.err")) && !home.equals("app"))
      say(tree, name, "log it; only app talks to the terminal");
    if (!mayAskForTime()) clock(tree, name);
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(
      com.sun.source.tree.MemberReferenceTree tree, @Nullable Void none) {
    if (!mayAskForTime()) clock(tree, tree.toString().replace("::", "."));
    return super.visitMemberReference(tree, null);
  }

  private boolean mayAskForTime() {
    return test || home.equals("app") || home.equals("line") || home.equals("sim");
  }

  private void clock(Tree tree, String call) {
    CLOCKS.forEach((name, instead) -> {
      if (call.equals(name) || call.equals("java.time." + name)) say(tree, name, instead);
    });
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
    if (tree.getIdentifier().toString().matches("(java\\.util\\.)?Random")
        && tree.getArguments().isEmpty())
      say(tree, "new Random without a seed", "give it a seed and print it on failure");
    return super.visitNewClass(tree, null);
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void none) {
    String types = tree.getParameter().getType().toString();
    boolean all = types.matches(".*\\b(Exception|Throwable|RuntimeException)\\b.*");
    if (all && !test && !home.equals("app"))
      say(tree, "catch (" + types + ")", "catch what can happen, by name");
    return super.visitCatch(tree, null);
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void none) {
    if (tree.getAnnotationType().toString().endsWith("Disabled"))
      say(tree, "a disabled test", "mend it or delete it");
    return super.visitAnnotation(tree, null);
  }

  private void say(Tree tree, String what, String doThis) {
    found.add(new Complaint(file, line(tree), what, doThis));
  }

  private long line(Tree tree) {
    return lineOf(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  private long end(Tree tree) {
    return trees.getSourcePositions().getEndPosition(unit, tree);
  }

  private long lineOf(long position) {
    return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
  }
}
