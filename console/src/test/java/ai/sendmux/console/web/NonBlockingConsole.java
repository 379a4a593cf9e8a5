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

package ai.sendmux.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.sendmux.console.TestConsoleApplication;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Application whose pages are opened while event loops are watched. It fails if one of
 * them is blocked, or if the watch over them does not work.
 */
public final class NonBlockingConsole {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ConsolePageClient page;

	private final WebTestClient client;

	private NonBlockingConsole(WebTestClient client) {
		this.client = client;
		this.page = new ConsolePageClient(client);
	}

	public static void main(String[] args) {
		Queue<Error> blocked = watch();
		try (ConfigurableApplicationContext context = SpringApplication.run(TestConsoleApplication.class, args)) {
			String port = context.getEnvironment().getRequiredProperty("local.server.port");
			NonBlockingConsole console = new NonBlockingConsole(
					WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).responseTimeout(PATIENCE).build());
			// Classes and templates are read when they are used first.
			console.use("first");
			blocked.clear();
			console.use("second");
			if (!blocked.isEmpty()) {
				Error first = blocked.remove();
				blocked.forEach(first::addSuppressed);
				throw first;
			}
		}
	}

	private static Queue<Error> watch() {
		Queue<Error> blocked = new ConcurrentLinkedQueue<>();
		// The operating system provides random bytes without waiting.
		BlockHound.install((builder) -> builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
			.blockingMethodCallback((method) -> blocked.add(new Error(method.toString()))));
		Mono.fromRunnable(NonBlockingConsole::readFile).subscribeOn(Schedulers.parallel()).block(PATIENCE);
		if (blocked.isEmpty()) {
			throw new IllegalStateException("Nothing is watched");
		}
		return blocked;
	}

	private static void readFile() {
		try (InputStream in = NonBlockingConsole.class.getResourceAsStream("/application.yml")) {
			in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Import a file that has a row that cannot be imported, and open what is shown of it.
	 */
	private void use(String name) {
		for (String address : List.of("/", "/console/accounts/new", "/console/imports", "/console/missing")) {
			this.page.get(address);
		}
		this.page.upload("name,host,port,protocol,username,password\n" + name
				+ ",smtp.example.com,587,starttls,user,s3cret\nWrong,h,0,tls,user,s3cret\n");
		String address = this.page.location();
		this.page.get(address);
		this.page.post(address + "/start", Map.of("name", name));
		require(this.page.status().equals(HttpStatus.SEE_OTHER), this.page.status());
		// The stream ends with the import.
		String events = new String(this.client.get()
			.uri(address + "/events")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBodyContent());
		require(events.contains("1 of 2 created"), events);
		this.page.get(address);
		this.page.get(address + "/failed.csv");
		this.page.get(address);
		this.page.post(address + "/resume", Map.of());
		this.page.get(address);
		this.page.post(address + "/delete", Map.of());
		this.page.get("/console/imports");
		this.page.upload("no template");
	}

	private static void require(boolean condition, Object actual) {
		if (!condition) {
			throw new IllegalStateException(String.valueOf(actual));
		}
	}

}
