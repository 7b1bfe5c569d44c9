package org.xuhao.web.guide;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.hall.Plan;
import org.xuhao.hall.value.ServiceCode;

/**
 * What people call each service, and what they are asked to bring for it. Nobody is bound by it.
 */
public record Guide(SortedMap<ServiceCode, ServiceGuide> services) {

  /** Of a hall whose file says nothing of it. */
  public static final Guide NONE = new Guide(Collections.emptySortedMap());

  private static final ServiceGuide NOTHING = new ServiceGuide(List.of(), List.of());

  public Guide {
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
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

  /** For the pages: every service of the plan, with the initials by which it is found. */
  public JsonArray json(Plan plan) {
    var all = new JsonArray();
    for (Plan.ServicePlan service : plan.services().values()) {
      ServiceGuide of = services.getOrDefault(service.code(), NOTHING);
      var initials = new JsonArray().add(Initials.of(service.name()));
      for (String said : of.says()) initials.add(Initials.of(said));
      all.add(
          new JsonObject()
              .put("service", service.code().code())
              .put("says", new JsonArray(of.says()))
              .put("initials", initials)
              .put("materials", new JsonArray(of.materials())));
    }
    return all;
  }
}
