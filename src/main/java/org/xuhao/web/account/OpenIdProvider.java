package org.xuhao.web.account;

import java.io.IOException;
import java.net.URI;

/** Who keeps the passwords of people elsewhere. Asks over the network: for worker threads only. */
public interface OpenIdProvider {

  /**
   * Where to send a browser, and what only this hall knows of it until it is back.
   *
   * @param to the provider's page
   * @param state comes back with the browser
   * @param nonce comes back in the provider's signed word
   * @param verifier proves that whoever fetches that word sent the browser
   * @param back where the provider sends the browser
   */
  record Begun(URI to, String state, String nonce, String verifier, URI back) {}

  /**
   * Begins.
   *
   * @throws IOException when the provider cannot be reached or is another one
   */
  Begun begin(URI back) throws IOException;

  /**
   * The name of whoever came back with {@code code}.
   *
   * @throws IOException when the provider cannot be reached, or what it says cannot be believed
   */
  String nameOf(Begun begun, String code) throws IOException;
}
