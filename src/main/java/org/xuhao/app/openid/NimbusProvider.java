package org.xuhao.app.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.OpenId;
import org.xuhao.app.tls.ClientTls;
import org.xuhao.web.account.OpenIdProvider;

/**
 * A provider as {@code hall.yaml} names it. What it says of itself and its keys are asked anew for
 * each person: some dozens come a day, and a key that was changed counts at once.
 */
public final class NimbusProvider implements OpenIdProvider {
  /** To connect, and again to be answered: a browser waits meanwhile. Own choice. */
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(3).toMillis();

  /** Of keys and of what the provider says of itself, bytes: some kilobytes are usual. */
  private static final int SIZE_MAX = 256 * 1024;

  /** How far the two clocks may be apart. Own choice. */
  private static final int SKEW_S = 60;

  /** Signed with a key that only the provider has; so a client's secret signs nothing. */
  private static final Set<JWSAlgorithm> SIGNED_WITH =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final OpenId settings;

  /** The provider of {@code settings}; nothing is asked or read yet: a hall starts without it. */
  public NimbusProvider(OpenId settings) {
    this.settings = settings;
  }

  /** Null: Java's own. Read each time, as a file may be put right without a restart. */
  private @Nullable SSLSocketFactory tls() throws IOException {
    return settings.trust().isEmpty()
        ? null
        : ClientTls.context(settings.trust(), Optional.empty()).getSocketFactory();
  }

  private interface Telling<T> {
    T tell() throws IOException, GeneralException, ParseException, BadJOSEException, JOSEException;
  }

  private <T> T told(Telling<T> telling) throws IOException {
    try {
      return telling.tell();
    } catch (GeneralException | BadJOSEException | JOSEException e) {
      throw new IOException("what " + settings.issuer() + " says: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(settings.issuer() + " is not reached: " + e.getMessage(), e);
    }
  }

  @Override
  public Begun begin(URI back) throws IOException {
    return told(() -> {
      var verifier = new CodeVerifier();
      var nonce = new Nonce();
      var state = new State();
      URI to =
          new AuthenticationRequest.Builder(
                  ResponseType.CODE, new Scope("openid", "profile"), client(), back)
              .endpointURI(metadata().getAuthorizationEndpointURI())
              .state(state)
              .nonce(nonce)
              .codeChallenge(verifier, CodeChallengeMethod.S256)
              .build()
              .toURI();
      return new Begun(to, state.getValue(), nonce.getValue(), verifier.getValue(), back);
    });
  }

  @Override
  public String nameOf(Begun begun, String code) throws IOException {
    return told(() -> {
      OIDCProviderMetadata provider = metadata();
      JWT signed = signed(provider, begun, code);
      IDTokenClaimsSet claims =
          validator(provider, signed).validate(signed, new Nonce(begun.nonce()));
      String name = claims.getStringClaim(settings.claim());
      if (name == null) throw new ParseException("it tells no " + settings.claim());
      return name;
    });
  }

  private ClientID client() {
    return new ClientID(settings.client());
  }

  private static void prepare(HTTPRequest request, @Nullable SSLSocketFactory tls) {
    request.setConnectTimeout(PATIENCE_MS);
    request.setReadTimeout(PATIENCE_MS);
    request.setFollowRedirects(false);
    if (tls != null) request.setSSLSocketFactory(tls);
  }

  /** Compares the issuer as well. */
  private OIDCProviderMetadata metadata() throws IOException, GeneralException {
    SSLSocketFactory tls = tls();
    return OIDCProviderMetadata.resolve(
        new Issuer(settings.issuer()), request -> prepare(request, tls));
  }

  private JWT signed(OIDCProviderMetadata provider, Begun begun, String code)
      throws IOException, ParseException {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), begun.back(), new CodeVerifier(begun.verifier()));
    URI where = provider.getTokenEndpointURI();
    Optional<Path> secret = settings.secret();
    TokenRequest request =
        secret.isEmpty()
            ? new TokenRequest.Builder(where, client(), grant).build()
            : new TokenRequest.Builder(where, proof(secret.get()), grant).build();
    HTTPRequest asked = request.toHTTPRequest();
    prepare(asked, tls());
    TokenResponse answer = OIDCTokenResponseParser.parse(asked.send());
    if (!answer.indicatesSuccess())
      throw new ParseException(
          "it gives no token: " + answer.toErrorResponse().getErrorObject().getCode());
    return ((OIDCTokenResponse) answer.toSuccessResponse()).getOIDCTokens().getIDToken();
  }

  private ClientSecretBasic proof(Path secret) throws IOException {
    try {
      return new ClientSecretBasic(client(), new Secret(Files.readString(secret).strip()));
    } catch (IOException e) {
      throw new IOException("the file with the hall's secret there cannot be read: " + e, e);
    }
  }

  private IDTokenValidator validator(OIDCProviderMetadata provider, JWT signed)
      throws IOException, BadJOSEException {
    if (!(signed.getHeader().getAlgorithm() instanceof JWSAlgorithm by)
        || !SIGNED_WITH.contains(by))
      throw new BadJOSEException("signed with " + signed.getHeader().getAlgorithm());
    SSLSocketFactory tls = tls();
    var retriever =
        tls == null
            ? new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, SIZE_MAX)
            : new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, SIZE_MAX, true, tls);
    var validator =
        new IDTokenValidator(
            new Issuer(settings.issuer()),
            client(),
            by,
            provider.getJWKSetURI().toURL(),
            retriever);
    validator.setMaxClockSkew(SKEW_S);
    return validator;
  }
}
