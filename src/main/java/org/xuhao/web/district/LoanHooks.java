package org.xuhao.web.district;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Clerks between halls, as the district's page sees them. From any thread. */
public interface LoanHooks {

  /** That of a hall which is not the district's office. */
  LoanHooks NONE =
      new LoanHooks() {
        @Override
        public List<Loan> proposed() {
          return List.of();
        }

        @Override
        public List<MadeLoan> made() {
          return List.of();
        }

        @Override
        public Optional<MadeLoan> agree(String id, String by) {
          return Optional.empty();
        }

        @Override
        public boolean decline(String id, String by, String reason) {
          return false;
        }
      };

  /** What would help somewhere now, best first. */
  List<Loan> proposed();

  /** What was agreed to, newest first. */
  List<MadeLoan> made();

  /**
   * Agrees to one, on disk when it returns; both halls are told now or as soon as they are reached.
   * Empty: it is gone. Blocks.
   *
   * @throws IOException when it cannot be kept; then nothing was agreed to
   */
  Optional<MadeLoan> agree(String id, String by) throws IOException;

  /** Lets it be for a while; false: it is gone. Blocks. */
  boolean decline(String id, String by, String reason);
}
