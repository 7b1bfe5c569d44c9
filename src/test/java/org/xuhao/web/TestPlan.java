package org.xuhao.web;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xuhao.Noon;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.Plan.WindowPlan;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;

/** The services and windows of test halls. */
final class TestPlan {
  private TestPlan() {}

  /** Six services and five windows, open day and night, where it is about noon now. */
  static Plan plan(boolean printing) {
    var services = new TreeMap<ServiceCode, ServicePlan>();
    service(services, "RS", "A", "社会保险", "Social insurance", "州人力资源和社会保障局", null);
    service(services, "YB", "B", "医疗保障", "Medical insurance", "州医疗保障局", null);
    service(services, "BDC", "C", "不动产登记", "Property registration", "州自然资源局", null);
    service(services, "GA", "D", "户籍与居住证", "Household and residence", "州公安局", null);
    service(services, "SC", "E", "企业登记", "Business registration", "州市场监督管理局", null);
    service(services, "TX", "F", "退休金特别发放", "", "州人力资源和社会保障局", 1);
    var windows = new TreeMap<WindowId, WindowPlan>();
    window(windows, 1, "综合窗口", false, "RS", "YB", "TX");
    window(windows, 2, "不动产登记专窗", false, "BDC");
    window(windows, 3, "社会保险", false, "RS");
    window(windows, 5, "户籍与居住证", true, "GA", "SC");
    window(windows, 12, "企业登记专窗", false, "SC");
    var rules = Plan.Rules.DEFAULT;
    return new Plan("haixi", Noon.zone(), null, services, windows, rules, printing);
  }

  private static void service(
      Map<ServiceCode, ServicePlan> into,
      String code,
      String prefix,
      String name,
      String nameEn,
      String department,
      @Nullable Integer quota) {
    var key = new ServiceCode(code);
    into.put(
        key,
        new ServicePlan(key, prefix, name, nameEn, department, null, quota, NoShowRule.DELAY_N));
  }

  private static void window(
      Map<WindowId, WindowPlan> into, int id, String name, boolean signIn, String... services) {
    var codes = new ArrayList<ServiceCode>();
    for (String service : services) codes.add(new ServiceCode(service));
    var window = new WindowId(id);
    into.put(window, new WindowPlan(window, name, codes, false, signIn, false, null));
  }
}
