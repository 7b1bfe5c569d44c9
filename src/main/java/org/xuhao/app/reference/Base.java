package org.xuhao.app.reference;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.app.settings.ServicesFile.Entry;
import org.xuhao.hall.Plan;
import org.xuhao.hall.Plan.ClerkPlan;
import org.xuhao.hall.Plan.ServicePlan;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.Offered;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.Words;
import org.xuhao.web.guide.Guide;
import org.xuhao.web.guide.Guide.ServiceGuide;

/**
 * What the hall's own file says, which holds where the district says nothing. Which services the
 * hall has, with which letters, windows, hours and quotas, it says alone.
 *
 * @param guide what its services are called and ask for
 */
public record Base(Plan plan, Guide guide) {

  /** The plan with the district's clerks and services laid over it. */
  Plan under(SortedMap<ClerkId, ClerkPlan> people, SortedMap<ServiceCode, Entry> services) {
    var clerks = new TreeMap<ClerkId, ClerkPlan>(plan.clerks());
    clerks.putAll(people);
    var all = new TreeMap<ServiceCode, ServicePlan>();
    for (ServicePlan own : plan.services().values()) {
      Entry entry = services.get(own.code());
      all.put(own.code(), entry == null ? own : under(own, entry));
    }
    return new Plan(
        plan.hall(),
        plan.zone(),
        plan.hours(),
        all,
        plan.windows(),
        plan.rules(),
        plan.printing(),
        plan.classes(),
        clerks,
        plan.calendar());
  }

  private ServicePlan under(ServicePlan own, Entry entry) {
    return new ServicePlan(
        own.code(),
        own.prefix(),
        entry.name(),
        entry.nameEn().orElse(own.nameEn()),
        entry.department().orElse(own.department()),
        own.hours(),
        own.quota(),
        own.noShow(),
        own.collection(),
        own.slots(),
        own.visitorQuota(),
        own.periods(),
        bundle(own, entry),
        new Offered(entry.from().orElse(null), entry.until().orElse(null)));
  }

  /** A service with windows never becomes a bundle, nor does a bundle get parts not done here. */
  private List<ServiceCode> bundle(ServicePlan own, Entry entry) {
    Optional<List<ServiceCode>> parts =
        entry.bundle().map(codes -> codes.stream().map(ServiceCode::new).toList());
    boolean fits =
        !own.bundle().isEmpty()
            && parts.filter(codes -> codes.stream().allMatch(this::isServed)).isPresent();
    return fits ? parts.orElseThrow() : own.bundle();
  }

  private boolean isServed(ServiceCode code) {
    ServicePlan service = plan.services().get(code);
    return service != null && service.bundle().isEmpty();
  }

  /** The guide with the district's words laid over it. */
  Guide guided(SortedMap<ServiceCode, Entry> services) {
    var all = new TreeMap<ServiceCode, ServiceGuide>(guide.services());
    var names = new TreeMap<ServiceCode, Words>();
    services.forEach((code, entry) -> {
      ServiceGuide own = all.getOrDefault(code, new ServiceGuide(List.of(), List.of()));
      List<String> says = entry.says().orElse(own.says());
      all.put(code, new ServiceGuide(says, entry.materials().orElse(own.materials())));
      names.put(code, new Words(entry.name(), entry.nameEn().orElse("")));
    });
    return new Guide(all, names);
  }
}
