package org.xuhao.app.settings;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.hall.value.ServiceCode;

/** What the file says of what people call a service and bring for it. */
class GuideReadingTest {
  @TempDir Path folder;

  private Reading read(String materials) throws IOException {
    String text =
        """
        hall: {id: haixi, name: 海西州政务服务中心, tier: DISTRICT, timeZone: Asia/Shanghai}
        services:
          - {code: RS, prefix: A, name: 社会保险, department: 人社局, says: [交养老], materials: [%s]}
        windows: [{number: 1, name: 综合, services: [RS]}]
        """
            .formatted(materials);
    return Reading.of(Files.writeString(folder.resolve("hall.yaml"), text));
  }

  @Test
  void phrasesAndMaterialsAreReadInTheirOrder() throws IOException {
    var settings = assertInstanceOf(Reading.Good.class, read("身份证, 申请书")).settings();
    var of = requireNonNull(settings.guide().services().get(new ServiceCode("RS")));
    assertEquals(List.of("交养老"), of.says());
    assertEquals(List.of("身份证", "申请书"), of.materials());
  }

  @Test
  void aMaterialThatNoNoticeTakesIsSaid() throws IOException {
    var errors = assertInstanceOf(Reading.Bad.class, read("长".repeat(101))).errors();
    assertTrue(errors.getFirst().toString().contains("materials"), errors.toString());
  }
}
