package org.xuhao.app.district;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.Settings;
import org.xuhao.app.tls.ClientTls;
import org.xuhao.fault.Fault;
import org.xuhao.fault.FaultCode;
import org.xuhao.fault.OpenFaults;
import org.xuhao.link.Address;

/**
 * What proves this hall to its district, read from its files at every attempt to connect: a hall
 * starts and serves whether they are there or not, and joins once they are.
 */
final class DistrictProof implements Address.Proof {
  private static final String LOGIN = "district password";
  private static final String TLS = "district certificate";

  private final Settings.District district;
  private final OpenFaults faults;
  private final Supplier<Instant> wall;

  DistrictProof(Settings.District district, OpenFaults faults, Supplier<Instant> wall) {
    this.district = district;
    this.faults = faults;
    this.wall = wall;
  }

  @Override
  public Optional<Address.Login> login() throws IOException {
    if (district.login().isEmpty()) return Optional.empty();
    Settings.Login login = district.login().get();
    try {
      String password = Files.readString(login.password(), StandardCharsets.UTF_8).strip();
      faults.clear(FaultCode.DISTRICT_PROOF, LOGIN);
      return Optional.of(new Address.Login(login.user(), password));
    } catch (IOException e) {
      throw raised(LOGIN, e);
    }
  }

  @Override
  public @Nullable SSLContext tls() throws IOException {
    if (district.nats().stream().noneMatch(server -> server.startsWith("tls:"))) return null;
    try {
      SSLContext context = ClientTls.context(district.trust(), district.pair());
      faults.clear(FaultCode.DISTRICT_PROOF, TLS);
      return context;
    } catch (IOException e) {
      throw raised(TLS, e);
    }
  }

  private IOException raised(String subject, IOException why) {
    faults.raise(new Fault(FaultCode.DISTRICT_PROOF, subject, why.toString(), wall.get()));
    return why;
  }
}
