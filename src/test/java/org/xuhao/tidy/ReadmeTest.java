package org.xuhao.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both readmes lead to the same: commands, documents, pictures, the story of a district. */
class ReadmeTest {
  private static final Pattern LEADS =
      Pattern.compile(
          "(?:bin/[a-z]+(?: --[a-z]+)?|docs/[a-z/-]+\\.(?:md|png)|127\\.0\\.0\\.\\d[:0-9a-z/]*)");
  private static final Pattern STEP = Pattern.compile("(?m)^ {0,2}([1-9])(?:\\.|  )");
  private static final Pattern STORY = Pattern.compile("(?s)<<STORY\\n(.*)\\nSTORY\\n");

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static SortedSet<String> all(Pattern pattern, String text) {
    var found = new TreeSet<String>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) found.add(matcher.group(matcher.groupCount()));
    return found;
  }

  private static SortedSet<String> leads(String text) {
    var leads = new TreeSet<String>();
    for (String lead : all(LEADS, text)) leads.add(lead.replaceAll("<.*", ""));
    return leads;
  }

  @Test
  void bothReadmesLeadToTheSame() throws IOException {
    SortedSet<String> english = leads(read("README.md"));
    SortedSet<String> chinese = leads(read("README.zh-CN.md"));
    assertFalse(english.isEmpty());
    assertEquals(english, chinese);
  }

  @Test
  void theStoryOfADistrictHasTheSameStepsWhereverItIsTold() throws IOException {
    var story = STORY.matcher(read("bin/district"));
    assertEquals(true, story.find(), "bin/district tells it");
    SortedSet<String> steps = all(STEP, read("README.md"));
    assertEquals(steps, all(STEP, read("README.zh-CN.md")));
    assertEquals(steps, all(STEP, story.group(1)));
  }
}
