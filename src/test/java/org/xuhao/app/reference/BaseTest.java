package org.xuhao.app.reference;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.xuhao.app.settings.ServicesFile.Entry;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.web.guide.Guide;

/** The district's services laid over a hall's own. */
class BaseTest {
  private static ServicePlan own(String code, String... bundle) {
    return new ServicePlan(
        new ServiceCode(code),
        code,
        "本厅" + code,
        "own " + code,
        "本厅部门",
        null,
        20,
        NoShowRule.VOID,
        null,
        null,
        null,
        List.of(),
        List.of(bundle).stream().map(ServiceCode::new).toList(),
        Offered.ALWAYS);
  }

  private static List<ServiceCode> parts(Entry entry) {
    var services = new TreeMap<ServiceCode, ServicePlan>();
    for (ServicePlan one : List.of(own("A"), own("B"), own("C"), own("K", "A", "B")))
      services.put(one.code(), one);
    var plan =
        new Plan(
            "haixi",
            ZoneOffset.UTC,
            null,
            services,
            Collections.emptySortedMap(),
            Plan.Rules.DEFAULT,
            false);
    var district = new TreeMap<ServiceCode, Entry>();
    district.put(new ServiceCode(entry.code()), entry);
    Plan under = new Base(plan, Guide.NONE).under(Collections.emptySortedMap(), district);
    ServicePlan laid = requireNonNull(under.services().get(new ServiceCode(entry.code())));
    assertEquals(entry.name(), laid.name());
    assertEquals("own " + entry.code(), laid.nameEn());
    assertEquals(20, laid.quota());
    assertEquals(NoShowRule.VOID, laid.noShow());
    return laid.bundle();
  }

  private static Entry bundle(String code, String... parts) {
    return new Entry(
        code,
        "全区" + code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(parts)),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aBundleHasTheDistrictsPartsWhereTheHallServesThemAll() {
    assertEquals("[C, A]", parts(bundle("K", "C", "A")).toString());
    assertEquals("[A, B]", parts(bundle("K", "A", "Z")).toString(), "Z is not served here");
    assertEquals("[A, B]", parts(bundle("K", "A", "K")).toString(), "K is a bundle");
    assertEquals("[]", parts(bundle("C", "A", "B")).toString(), "windows serve it");
  }
}
