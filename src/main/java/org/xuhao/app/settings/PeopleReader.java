package org.xuhao.app.settings;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.hall.Plan.ClassPlan;
import org.xuhao.hall.Plan.ClerkPlan;
import org.xuhao.hall.value.ClassCode;
import org.xuhao.hall.value.ClerkId;

/** Who may be called earlier, and what each clerk may do. */
final class PeopleReader {
  /** What a staff number may be. */
  static final String ID = "[A-Za-z0-9_-]+";

  private final Section root;
  private final WindowReader windows;

  PeopleReader(Section root, WindowReader windows) {
    this.root = root;
    this.windows = windows;
  }

  /** Those of the file, or the usual ones where it names none. */
  SortedMap<ClassCode, ClassPlan> classes() {
    var classes = new TreeMap<ClassCode, ClassPlan>();
    for (Section entry : root.maps("priorityClasses", "priorityClasses[]")) {
      Optional<String> code =
          WindowReader.matching(entry, "code", "[A-Z0-9_]+", "A-Z, 0-9 and _, such as ELDERLY");
      String name = entry.text("name").orElse("");
      String nameEn = entry.text("nameEn").orElse("");
      if (code.isEmpty()) continue;
      var id = new ClassCode(code.get());
      if (classes.put(id, new ClassPlan(id, name, nameEn)) != null)
        entry.wrong(Code.DUPLICATE, "code", "class " + id + " stands twice", "another code");
    }
    return root.has("priorityClasses") ? classes : ClassPlan.usual();
  }

  SortedMap<ClerkId, ClerkPlan> clerks() {
    var clerks = new TreeMap<ClerkId, ClerkPlan>();
    for (Section entry : root.maps("clerks", "clerks[]")) {
      Optional<String> id =
          WindowReader.matching(entry, "id", ID, "letters, digits and -, such as c12");
      String name = entry.text("name").orElse("");
      var skills = Set.copyOf(windows.codes(entry, "skills"));
      if (id.isEmpty()) continue;
      var clerk = new ClerkId(id.get());
      if (clerks.put(clerk, new ClerkPlan(clerk, name, skills)) != null)
        entry.wrong(Code.DUPLICATE, "id", "clerk " + clerk + " stands twice", "another id");
    }
    return clerks;
  }
}
