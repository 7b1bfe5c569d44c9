package org.xuhao.app.tls;

/** A certificate or its key cannot be used; the message says code, file, what and remedy. */
public final class CertificateWrong extends Exception {
  private static final long serialVersionUID = 1;

  /** What can be the matter; the name with dashes is its stable code. */
  enum Why {
    TLS_FILE_MISSING("put it there, readable for the user that the appliance runs as"),
    TLS_CERTIFICATE_UNREADABLE("it must be PEM: -----BEGIN CERTIFICATE-----, the hall's own first"),
    TLS_KEY_UNREADABLE(
        "it must be PKCS #8 without a password:"
            + " openssl pkcs8 -topk8 -nodes -in old.pem -out new.pem"),
    TLS_KEY_MISMATCH("name the key that the certificate was asked for with"),
    TLS_CERTIFICATE_NOT_YET("set this machine's clock, or wait until then"),
    TLS_CERTIFICATE_EXPIRED("get a new one from whoever gave it, and put it in its place");

    private final String remedy;

    Why(String remedy) {
      this.remedy = remedy;
    }

    String code() {
      return name().replace('_', '-');
    }
  }

  CertificateWrong(Why why, Object file, String what) {
    super(why.code() + ": " + file + ": " + what + "; " + why.remedy);
  }
}
