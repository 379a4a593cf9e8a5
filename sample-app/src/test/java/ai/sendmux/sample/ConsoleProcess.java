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

package ai.sendmux.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.sendmux.sandbox.SendmuxSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged sample in a process of its own, which can be killed and paused, and its
 * console as a browser uses it.
 */
final class ConsoleProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Pattern ADDRESS = Pattern.compile("Ready +(http://127\\.0\\.0\\.1:\\d+)");

	private static final Pattern UPLOAD = Pattern.compile("action=\"(/console/imports\\?_csrf=[^\"]+)\"");

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final String BOUNDARY = "------------------------boundary";

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final Process process;

	private final List<String> output = new ArrayList<>();

	private ConsoleProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "output of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start the packaged sample with the sandbox of this process as the service.
	 */
	static ConsoleProcess start(SendmuxSandbox service, String... arguments) throws IOException {
		return start(service, List.of(), arguments);
	}

	/**
	 * Start the packaged sample, which can write no file that is larger than this: a full
	 * disk looks the same.
	 */
	static ConsoleProcess startWithFileSize(int kilobytes, SendmuxSandbox service, String... arguments)
			throws IOException {
		return start(service, List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "console"), arguments);
	}

	private static ConsoleProcess start(SendmuxSandbox service, List<String> launcher, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(launcher);
		command.addAll(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-jar", System.getProperty("sample.jar"), "--server.port=0",
						"--sendmux.base-url=" + service.baseUrl(), "--spring.reactor.netty.shutdown-quiet-period=0s"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf((name) -> name.startsWith("SENDMUX_"));
		builder.environment().put("SENDMUX_TOKEN", service.token());
		return new ConsoleProcess(builder.redirectErrorStream(true).start());
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				synchronized (this.output) {
					this.output.add(line);
					this.output.notifyAll();
				}
			}
		}
		catch (IOException ex) {
			// The process was killed.
		}
	}

	String output() {
		synchronized (this.output) {
			return String.join("\n", this.output);
		}
	}

	/**
	 * Wait until the process has written something.
	 */
	Matcher await(Pattern text) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		synchronized (this.output) {
			Matcher matcher = text.matcher(output());
			while (!matcher.find()) {
				long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (left <= 0) {
					throw new AssertionError("The process has not written " + text + " but:\n" + output());
				}
				try {
					this.output.wait(left);
				}
				catch (InterruptedException ex) {
					throw new AssertionError(ex);
				}
				matcher = text.matcher(output());
			}
			return matcher;
		}
	}

	void awaitReady() {
		await(ADDRESS);
	}

	/**
	 * Upload a file and start its import.
	 * @return the address of the import
	 */
	String startImport(String csv, String name) throws IOException, InterruptedException {
		String preview = upload(csv);
		String page = get(preview);
		return location(post(preview + "/start", page, "name", name));
	}

	private String upload(String csv) throws IOException, InterruptedException {
		Matcher action = UPLOAD.matcher(get("/console/imports/new"));
		assertThat(action.find()).isTrue();
		String body = "--" + BOUNDARY
				+ "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"accounts.csv\"\r\n\r\n" + csv
				+ "\r\n--" + BOUNDARY + "--\r\n";
		return location(this.client
			.send(request(action.group(1)).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString()));
	}

	/**
	 * Press a button of the page of an import.
	 */
	void press(String address, String button) throws IOException, InterruptedException {
		location(post(address + "/" + button, get(address)));
	}

	private HttpResponse<String> post(String path, String page, String... field)
			throws IOException, InterruptedException {
		Matcher token = TOKEN.matcher(page);
		assertThat(token.find()).as(page).isTrue();
		String form = "_csrf=" + encode(token.group(1))
				+ ((field.length == 2) ? "&" + field[0] + "=" + encode(field[1]) : "");
		return this.client.send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<String> send(String path) throws IOException, InterruptedException {
		return this.client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
	}

	String get(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	/**
	 * Wait until the page of an import shows something.
	 */
	String awaitPage(String address, String text) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		String page = get(address);
		while (!page.contains(text)) {
			assertThat(System.nanoTime()).as(page).isLessThan(deadline);
			Thread.onSpinWait();
			page = get(address);
		}
		return page;
	}

	/**
	 * Open the stream of events of an import, as a page does that stays open.
	 */
	void watch(String address) throws IOException, InterruptedException {
		HttpResponse<?> response = this.client.send(request(address + "/events").build(),
				HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(await(ADDRESS).group(1) + path))
			.header("Accept", "text/html,text/event-stream")
			.timeout(PATIENCE);
	}

	private static String location(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
		return response.headers().firstValue("Location").orElseThrow();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	void kill() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	/**
	 * Send a signal such as {@code STOP}.
	 */
	void signal(String name) {
		try {
			int status = new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start()
				.onExit()
				.join()
				.exitValue();
			assertThat(status).isZero();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int awaitExit() {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(this::output).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		kill();
	}

}
