package org.xuhao.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.settings.Settings.DeviceSettings;
import org.xuhao.driver.Device;
import org.xuhao.driver.Output.Figure;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.line.LineFigures;
import org.xuhao.web.DeviceView;
import org.xuhao.web.LineView;

/** What the page of devices shows, gathered from lines, drivers, faults and figures. */
final class DeviceViews {

  /** Faults with which a device goes on working. */
  private static final Set<FaultCode> WATCHED =
      Set.of(FaultCode.PAPER_LOW, FaultCode.LINE_NOISE, FaultCode.PRINT_UNCONFIRMED);

  private DeviceViews() {}

  static List<DeviceView> devices(List<DeviceLine> lines, Settings settings, Care care) {
    Map<String, List<Fault>> ill =
        care.faults().all().stream().collect(Collectors.groupingBy(Fault::subject));
    Map<String, DeviceSettings> declared = new HashMap<>();
    for (DeviceSettings device : settings.devices()) declared.putIfAbsent(device.name(), device);
    var views = new ArrayList<DeviceView>();
    for (DeviceLine line : lines)
      for (Device device : line.devices())
        views.add(view(line, device, declared.get(device.name()), ill, care));
    return views;
  }

  private static DeviceView view(
      DeviceLine line,
      Device device,
      @org.jspecify.annotations.Nullable DeviceSettings declared,
      Map<String, List<Fault>> ill,
      Care care) {
    List<Fault> faults = ill.getOrDefault("device " + device.name(), List.of());
    var figures = care.figures();
    String name = device.name();
    return new DeviceView(
        name,
        device.type(),
        line.name(),
        declared == null ? null : declared.address(),
        device.window() == null ? null : device.window().number(),
        state(line, device, faults),
        device.lastHeard(),
        figures.roundTripOf(name).orElse(null),
        figures.of(name, Figure.FRAMES_IN) + figures.of(name, Figure.FRAMES_OUT),
        figures.of(name, Figure.TIMEOUTS) + figures.of(name, Figure.BAD_FRAMES),
        figures.of(name, Figure.RETRIES),
        device.shows(),
        faults.stream().map(Fault::detail).collect(Collectors.joining("; ")));
  }

  private static DeviceView.State state(DeviceLine line, Device device, List<Fault> faults) {
    boolean works = faults.stream().allMatch(fault -> WATCHED.contains(fault.code()));
    if (!line.isUp() || !works) return DeviceView.State.ILL;
    if (!faults.isEmpty()) return DeviceView.State.WATCH;
    return switch (device.standing()) {
      case UNHEARD -> DeviceView.State.UNKNOWN;
      case HEARD -> DeviceView.State.WELL;
      case SILENT -> DeviceView.State.ILL;
    };
  }

  static List<LineView> lines(List<DeviceLine> lines) {
    return lines.stream().map(DeviceViews::view).toList();
  }

  private static LineView view(DeviceLine line) {
    LineFigures figures = line.line().figures();
    return new LineView(
        line.name(),
        line.line().uri(),
        line.isUp(),
        line.since(),
        figures.bytesIn(),
        figures.bytesOut(),
        figures.drops(),
        Math.max(0, figures.openings() - 1),
        line.downWhy());
  }
}
