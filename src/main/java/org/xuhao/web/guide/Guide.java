package org.xuhao.web.guide;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Words;

/**
 * What people call each service, and what they are asked to bring for it. Nobody is bound by it.
 *
 * @param district names of the services of the whole district; empty: it keeps none
 */
public record Guide(
    SortedMap<ServiceCode, ServiceGuide> services, SortedMap<ServiceCode, Words> district) {

  /** Of a hall whose file says nothing of it. */
  public static final Guide NONE = new Guide(Collections.emptySortedMap());

  private static final ServiceGuide NOTHING = new ServiceGuide(List.of(), List.of());

  public Guide {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    district = Collections.unmodifiableSortedMap(new TreeMap<>(district));
  }

  /** Of a hall whose district keeps no services. */
  public Guide(SortedMap<ServiceCode, ServiceGuide> services) {
    this(services, Collections.emptySortedMap());
  }

  /**
   * Of one service.
   *
   * @param says what people say when they come for it, such as 交社保
   * @param materials what it asks for, in the order of the official guide
   */
  public record ServiceGuide(List<String> says, List<String> materials) {
    public ServiceGuide {
      says = List.copyOf(says);
      materials = List.copyOf(materials);
    }
  }

  /**
   * For the pages: every service of the plan, with the initials by which it is found, then those of
   * the district that are done in other halls alone, with {@code here} false.
   */
  public JsonArray json(Plan plan) {
    var all = new JsonArray();
    for (Plan.ServicePlan service : plan.services().values())
      all.add(json(service.code(), new Words(service.name(), service.nameEn())).put("here", true));
    district.forEach((code, name) -> {
      if (!plan.services().containsKey(code)) all.add(json(code, name).put("here", false));
    });
    return all;
  }

  private JsonObject json(ServiceCode code, Words name) {
    ServiceGuide of = services.getOrDefault(code, NOTHING);
    var initials = new JsonArray().add(Initials.of(name.zh()));
    for (String said : of.says()) initials.add(Initials.of(said));
    return new JsonObject()
        .put("service", code.code())
        .put("name", name.zh())
        .put("nameEn", name.en())
        .put("says", new JsonArray(of.says()))
        .put("initials", initials)
        .put("materials", new JsonArray(of.materials()));
  }
}
