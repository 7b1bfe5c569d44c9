package org.xuhao.app;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.tls.ThisMachine;
import org.xuhao.app.tls.TlsPages;
import org.xuhao.web.account.Entrance;

/** What a person reads when the hall is open: where everything is. */
final class Greeting {
  private Greeting() {}

  static void print(
      PrintWriter out,
      Settings settings,
      boolean simulated,
      int port,
      Optional<TlsPages> tls,
      Path data,
      Entrance entrance) {
    String base = origin(settings.http().host(), port, tls);
    out.println();
    out.println("  续号 Xuhao · " + settings.hall().name());
    out.println();
    line(out, "开始 Start page", base + "/");
    line(out, "综合屏 Hall display", base + "/display");
    line(out, "取号机 Dispenser", base + "/dispenser");
    settings.plan().windows().keySet().stream()
        .findFirst()
        .ifPresent(id -> line(out, "叫号器 Clerk's pad", base + "/clerk/" + id.number()));
    line(out, "总服务台 Service desk", base + "/service-desk");
    line(out, "大厅现况 Hall now", base + "/manager");
    line(out, "设备与故障 Devices, faults", base + "/devices");
    if (simulated) line(out, "仿真大厅 What hangs on the wall", base + "/wall");
    line(out, "指标 Metrics", base + "/metrics");
    line(out, "数据 Data", data.toString());
    out.println();
    for (Entrance.Shown one : entrance.shown())
      line(out, "登录 Sign in as", one.name() + " / " + one.password());
    entrance
        .door()
        .firstCode()
        .ifPresent(code -> {
          line(out, "首位管理员 Administrator", base + "/sign-in");
          line(out, "一次性管理员码 One-time code", code);
        });
    // What a person compares with what the browser shows, before trusting it.
    tls.ifPresent(pages -> line(out, "证书指纹 Certificate, SHA-256", pages.fingerprint()));
    out.println("  停止 Stop: Ctrl-C");
    out.println();
    out.flush();
  }

  /** Columns of a label, a Chinese character counting two. */
  private static final int LABEL_COLUMNS = 32;

  private static void line(PrintWriter out, String label, String value) {
    int columns = label.codePoints().map(c -> c > 0x2E80 ? 2 : 1).sum();
    out.println("  " + label + " ".repeat(Math.max(1, LABEL_COLUMNS - columns)) + value);
  }

  /**
   * How a browser reaches this machine when the server listens on {@code host}.
   *
   * @param tls whether it is the encrypted {@code port}
   */
  static String origin(String host, int port, Optional<TlsPages> tls) {
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? address() : host;
    return (tls.isPresent() ? "https://" : "http://")
        + (name.contains(":") ? "[" + name + "]" : name)
        + ":"
        + port;
  }

  /** The first address of this machine in its network; the loopback where there is none. */
  private static String address() {
    return ThisMachine.addresses().stream()
        .findFirst()
        .map(InetAddress::getHostAddress)
        .orElse("127.0.0.1");
  }
}
