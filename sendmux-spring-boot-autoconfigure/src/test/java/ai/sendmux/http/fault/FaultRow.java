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

package ai.sendmux.http.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import ai.sendmux.http.ApiSettings;
import ai.sendmux.http.FakeResponse;
import ai.sendmux.http.FakeSendmux;
import ai.sendmux.http.FaultCall;
import ai.sendmux.http.FaultCertificates;
import ai.sendmux.http.FaultClient;
import org.jspecify.annotations.Nullable;

/**
 * Row of the table of faults: a fault, and what becomes of each call that meets it.
 *
 * @param fault the fault in a few words
 * @param server starts the server that has the fault
 * @param uri where to connect instead of to the server
 * @param outcomes what becomes of the calls, in the order of {@link FaultCall}
 */
public record FaultRow(String fault, Supplier<FakeSendmux> server, @Nullable Supplier<URI> uri, List<String> outcomes) {

	private static final String SUCCEEDS_AGAIN = "succeeds, 2 requests";

	private static final String BROKEN = "`SendmuxTransportException`, 1 attempt, 1 request, outcome unknown";

	private static final String LATE = "`SendmuxTimeoutException` RESPONSE, 1 attempt, 1 request, outcome unknown";

	private static final String OWN_CONFLICT = "`SendmuxConflictException`, 2 attempts, 2 requests, outcome unknown";

	public static FaultRow once(String fault, FakeResponse reply, String... outcomes) {
		return new FaultRow(fault, () -> FakeSendmux.replying(reply), null, List.of(outcomes));
	}

	public static FaultRow always(String fault, FakeResponse reply, String... outcomes) {
		return new FaultRow(fault, () -> FakeSendmux.alwaysReplying(reply), null, List.of(outcomes));
	}

	public static FaultRow secure(String fault, Supplier<FaultCertificates> certificate, String outcome) {
		return new FaultRow(fault, () -> FakeSendmux.secure(certificate.get().server()), null, same(outcome));
	}

	public static FaultRow elsewhere(String fault, Supplier<URI> uri, String outcome) {
		return new FaultRow(fault, FakeSendmux::replying, uri, same(outcome));
	}

	public static List<String> same(String outcome) {
		return FaultCall.ALL.stream().map((call) -> outcome).toList();
	}

	/**
	 * The connection broke or the response was late although the request took effect.
	 */
	public static FaultRow lostResponse(String fault, FakeResponse reply, boolean late) {
		return once(fault, reply, SUCCEEDS_AGAIN, SUCCEEDS_AGAIN, late ? LATE : BROKEN, OWN_CONFLICT, SUCCEEDS_AGAIN);
	}

	public static FaultRow limited(String fault, Supplier<String> headers) {
		return once(fault, FakeResponse.limited(headers), same(SUCCEEDS_AGAIN).toArray(String[]::new));
	}

	/**
	 * An address that is taken but not listened to, so that a connection is refused.
	 */
	@SuppressWarnings("resource")
	public static URI refusing() {
		try {
			Socket socket = new Socket();
			socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
			return URI.create("http://localhost:" + socket.getLocalPort() + "/api/v1");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public URI target(FakeSendmux started) {
		return Objects.requireNonNullElse(this.uri, started::uri).get();
	}

	/**
	 * Short time limits are for the faults that hit them only.
	 */
	public ApiSettings settings() {
		boolean late = this.outcomes.stream().anyMatch((outcome) -> outcome.contains("SendmuxTimeoutException"));
		return late ? FaultClient.settings(FaultClient.SHORT_TIMEOUTS, FaultClient.RETRY) : FaultClient.SETTINGS;
	}

	public String toMarkdown() {
		return "| " + this.fault + " | " + String.join(" | ", this.outcomes) + " |";
	}

	@Override
	public String toString() {
		return this.fault;
	}

}
