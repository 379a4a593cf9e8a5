/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.sendmux.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate and its issuer, made with the {@code keytool} of the JDK.
 */
public final class FaultCertificates {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final FaultCertificates WRONG_NAME = make("elsewhere.example.com", "-1d");

	private static final FaultCertificates EXPIRED = make("localhost", "-20d");

	private static final FaultCertificates UNKNOWN_ISSUER = make("localhost", "-1d");

	private final KeyStore keys;

	private final X509Certificate issuer;

	private FaultCertificates(KeyStore keys, X509Certificate issuer) {
		this.keys = keys;
		this.issuer = issuer;
	}

	public static FaultCertificates wrongName() {
		return WRONG_NAME;
	}

	public static FaultCertificates expired() {
		return EXPIRED;
	}

	/**
	 * Valid, but of an issuer that no client knows.
	 */
	public static FaultCertificates unknownIssuer() {
		return UNKNOWN_ISSUER;
	}

	/**
	 * Valid for ten days. The issuer is what a client trusts: a certificate that is
	 * trusted itself may expire.
	 */
	private static FaultCertificates make(String host, String start) {
		try {
			Path directory = Files.createTempDirectory("sendmux-certificate");
			Path file = directory.resolve("keys.p12");
			keytool(file, "-alias", "issuer", "-dname", "CN=issuer of " + host, "-ext", "bc:c");
			keytool(file, "-alias", "server", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-startdate", start,
					"-validity", "10", "-signer", "issuer");
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(file)) {
				keys.load(in, PASSWORD);
			}
			Files.delete(file);
			Files.delete(directory);
			X509Certificate issuer = (X509Certificate) keys.getCertificate("issuer");
			keys.deleteEntry("issuer");
			return new FaultCertificates(keys, issuer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void keytool(Path file, String... options) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12", "-keystore", file.toString(),
				"-storepass", new String(PASSWORD)));
		command.addAll(List.of(options));
		Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (keytool.onExit().join().exitValue() != 0) {
			throw new IllegalStateException("keytool failed: " + output);
		}
	}

	public X509Certificate issuer() {
		return this.issuer;
	}

	public SSLContext server() {
		try {
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(this.keys, PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
