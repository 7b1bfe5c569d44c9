package org.xuhao.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.xuhao.board.Board;
import org.xuhao.fault.OpenFaults;
import org.xuhao.forecast.Pace;
import org.xuhao.hall.Ask;
import org.xuhao.hall.Hall;
import org.xuhao.loop.Answer;
import org.xuhao.report.Reports;
import org.xuhao.web.account.Entrance;
import org.xuhao.web.district.CaseShelf;
import org.xuhao.web.district.DistrictHooks;
import org.xuhao.web.guide.Guide;
import org.xuhao.web.paired.PairedDevices;
import org.xuhao.web.setup.SetupHooks;
import org.xuhao.web.steer.Limits;
import org.xuhao.web.steer.MadeStore;

/**
 * All that the pages need of the rest. Every supplier is called on an event loop and answers at
 * once, except {@code metrics}, which has a worker thread.
 *
 * @param ask the loop; its stage completes once the outcome is on disk, on any thread
 * @param hall the hall as last published
 * @param board the board as last published
 * @param pace how fast the hall works, as far as it was seen
 * @param metrics the Prometheus text
 * @param bookings talks that visitors at one address may book a day; 0: the service desk books
 * @param printers the ticket printers
 * @param installer what an installer asks of devices
 * @param voice the loudspeakers
 * @param paired the browsers that are devices
 * @param shelf what the district knows of cases
 * @param guide what people call the services, and what they bring for them
 * @param limits from where on the manager is told of something
 * @param moves keeps what managers agreed to; blocks, for worker threads
 * @param reports what the tables tell of days; blocks, for worker threads
 * @param entrance who may do what
 * @param district the other halls
 * @param setup the hall's file
 * @param sim the simulated devices; empty in a real hall
 * @param visitors the keyed hashes of an identity number, which nobody keeps, newest first
 * @param clock for the time that pages show, and for nothing that is decided
 * @param elapsedNanos for how long an answer is kept, whatever the clock says
 * @param freshId a request id for those who send none; never the same twice
 */
public record WebParts(
    Function<Ask, CompletionStage<Answer>> ask,
    Supplier<Hall> hall,
    Supplier<Board> board,
    Supplier<Pace> pace,
    OpenFaults faults,
    Supplier<List<DeviceView>> devices,
    Supplier<List<LineView>> lines,
    Supplier<String> metrics,
    Supplier<Health> health,
    TicketLinks links,
    int bookings,
    Function<String, List<String>> visitors,
    PrinterHooks printers,
    DeviceHooks installer,
    VoiceHooks voice,
    PairedDevices paired,
    CaseShelf shelf,
    Supplier<Guide> guide,
    Limits limits,
    MadeStore moves,
    Reports reports,
    Entrance entrance,
    DistrictHooks district,
    SetupHooks setup,
    Optional<SimHooks> sim,
    InstantSource clock,
    LongSupplier elapsedNanos,
    Supplier<String> freshId) {

  /** What time it is in {@code hall}: never before its last event. */
  Instant hallTime(Hall hall) {
    Instant now = clock.instant().minusMillis(hall.skewMs());
    return now.isBefore(hall.at()) ? hall.at() : now;
  }
}
