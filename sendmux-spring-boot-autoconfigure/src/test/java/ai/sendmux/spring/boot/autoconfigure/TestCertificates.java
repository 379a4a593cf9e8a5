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

package ai.sendmux.spring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys of a server and of a client that trust each other and nobody else, made with the
 * {@code keytool} of the JDK.
 *
 * @param serverKeys the key store of the server
 * @param serverTrust the certificates that the server trusts
 * @param clientKeys the key store of the client
 * @param clientTrust the certificates that the client trusts
 */
record TestCertificates(Path serverKeys, Path serverTrust, Path clientKeys, Path clientTrust) {

	static final String PASSWORD = "changeit";

	static final String TYPE = "PKCS12";

	static TestCertificates make(Path directory) throws IOException, GeneralSecurityException {
		Path serverKeys = makeKeys(directory, "server", "localhost");
		Path clientKeys = makeKeys(directory, "client", "client.example.com");
		return new TestCertificates(serverKeys, makeTrust(directory, "client", clientKeys), clientKeys,
				makeTrust(directory, "server", serverKeys));
	}

	private static Path makeKeys(Path directory, String alias, String host) throws IOException {
		Path file = directory.resolve(alias + "-keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-alias", alias, "-dname", "CN=" + host, "-ext", "san=dns:" + host,
				"-validity", "10", "-storetype", TYPE, "-keystore", file.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.onExit().join().exitValue()).as(output).isZero();
		return file;
	}

	private static Path makeTrust(Path directory, String alias, Path keys)
			throws IOException, GeneralSecurityException {
		KeyStore source = KeyStore.getInstance(TYPE);
		try (InputStream in = Files.newInputStream(keys)) {
			source.load(in, PASSWORD.toCharArray());
		}
		KeyStore trust = KeyStore.getInstance(TYPE);
		trust.load(null, null);
		trust.setCertificateEntry(alias, source.getCertificate(alias));
		Path file = directory.resolve(alias + "-trust.p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			trust.store(out, PASSWORD.toCharArray());
		}
		return file;
	}

	String[] clientBundle(String name) {
		return new String[] { trustOf(name, "location=" + this.clientTrust), trustOf(name, "password=" + PASSWORD),
				trustOf(name, "type=" + TYPE), keysOf(name, "location=" + this.clientKeys),
				keysOf(name, "password=" + PASSWORD), keysOf(name, "type=" + TYPE) };
	}

	String[] clientBundleWithoutKey(String name) {
		return new String[] { trustOf(name, "location=" + this.clientTrust), trustOf(name, "password=" + PASSWORD),
				trustOf(name, "type=" + TYPE) };
	}

	private static String trustOf(String name, String property) {
		return "spring.ssl.bundle.jks." + name + ".truststore." + property;
	}

	private static String keysOf(String name, String property) {
		return "spring.ssl.bundle.jks." + name + ".keystore." + property;
	}

}
