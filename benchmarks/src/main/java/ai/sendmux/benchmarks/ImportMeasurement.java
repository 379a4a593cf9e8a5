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

package ai.sendmux.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Measures the import of a file by the packaged sample: rows a second, the heap after
 * full collections, the time of a page while the import runs, and the size of the store.
 */
public final class ImportMeasurement {

	private static final Pattern READY = Pattern.compile("Ready +(http://127\\.0\\.0\\.1:\\d+)");

	private static final Pattern UPLOAD = Pattern.compile("action=\"(/console/imports\\?_csrf=[^\"]+)\"");

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final Pattern USED_HEAP = Pattern.compile("used (\\d+)K");

	private static final String BOUNDARY = "boundary-of-the-file";

	private static final int STEPS = 10;

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final List<Long> pageMillis = new ArrayList<>();

	private final String address;

	private final Process process;

	private final Path folder;

	private ImportMeasurement(Process process, Path folder) throws IOException {
		this.process = process;
		this.folder = folder;
		BufferedReader output = process.inputReader();
		Matcher ready = READY.matcher("");
		for (String line = output.readLine(); !ready.reset(line).find(); line = output.readLine()) {
			if (line == null) {
				throw new IllegalStateException("The sample has not started");
			}
		}
		this.address = ready.group(1);
		Thread reader = new Thread(() -> output.lines().forEach((line) -> {
		}), "output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Measure an import.
	 * @param args the jar of the sample, the number of rows, and the number of requests
	 * that the server permits in 5 seconds, {@code 0} for any number
	 * @throws Exception if the import cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		int rows = Integer.parseInt(args[1]);
		Path folder = Files.createTempDirectory("sendmux-import");
		try (FleetServer server = new FleetServer(0, Integer.parseInt(args[2]))) {
			ProcessBuilder builder = new ProcessBuilder(java("java"), "-Xmx128m", "-XX:+UseSerialGC", "-jar", args[0],
					"--server.port=0", "--sendmux.base-url=" + server.baseUrl(), "--console.data-directory=" + folder);
			builder.environment().put("SENDMUX_TOKEN", Endpoint.TOKEN);
			Process process = builder.redirectErrorStream(true).start();
			try {
				new ImportMeasurement(process, folder).run(rows, server);
			}
			finally {
				process.destroy();
				process.waitFor();
				delete(folder);
			}
		}
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	private void run(int rows, FleetServer server) throws IOException, InterruptedException {
		Report.heading("Import of %,d rows".formatted(rows));
		String preview = location(send(upload(rows)));
		HttpRequest press = form(preview + "/start", get(preview));
		FleetMeasurement.awaitWindow();
		server.counts();
		long start = System.nanoTime();
		String page = location(send(press));
		Report.header("created", "seconds", "rows/s", "heap after GC, MB", "store, MB", "p50 of a page, ms",
				"longest page, ms");
		int reported = 0;
		while (reported < STEPS) {
			TimeUnit.MILLISECONDS.sleep(500);
			String body = get(page);
			int created = server.created();
			if (created * (long) STEPS / rows > reported) {
				boolean last = created >= rows;
				if (last && !body.contains("Import finished")) {
					continue;
				}
				reported = (int) (created * (long) STEPS / rows);
				report(created, (System.nanoTime() - start) / 1e9);
			}
		}
		FleetServer.Counts counts = server.counts();
		Report.line("From the first request after the start to the last: " + Report.tenths(counts.millis() / 1e3)
				+ " s, refused: " + counts.refused());
	}

	private void report(int created, double seconds) throws IOException {
		Collections.sort(this.pageMillis);
		Report.row(Report.whole(created), Report.tenths(seconds), Report.whole(created / seconds),
				Report.tenths(usedHeap()), Report.tenths(size() / 1e6),
				Report.whole(this.pageMillis.get(this.pageMillis.size() / 2)),
				Report.whole(this.pageMillis.get(this.pageMillis.size() - 1)));
		this.pageMillis.clear();
	}

	private double usedHeap() throws IOException {
		jcmd("GC.run");
		Matcher used = USED_HEAP.matcher(jcmd("GC.heap_info"));
		double kilobytes = 0;
		while (used.find()) {
			kilobytes += Double.parseDouble(used.group(1));
		}
		return kilobytes / 1e3;
	}

	private String jcmd(String command) throws IOException {
		Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(this.process.pid()), command).start();
		StringBuilder heap = new StringBuilder();
		// The metaspace is no part of the heap.
		jcmd.inputReader().lines().filter((line) -> line.contains("generation")).forEach(heap::append);
		return heap.toString();
	}

	private long size() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.filter(Files::isRegularFile).mapToLong((file) -> file.toFile().length()).sum();
		}
	}

	private HttpRequest upload(int rows) throws IOException, InterruptedException {
		Matcher action = UPLOAD.matcher(get("/console/imports/new"));
		if (!action.find()) {
			throw new IllegalStateException("The page has no form");
		}
		StringBuilder file = new StringBuilder("name,host,port,protocol,username,password\n");
		for (int i = 0; i < rows; i++) {
			file.append("Account ").append(i).append(",smtp.example.com,587,starttls,user").append(i).append(",pw\n");
		}
		return request(action.group(1)).header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + BOUNDARY)
			.POST(HttpRequest.BodyPublishers.ofString("--" + BOUNDARY
					+ "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"accounts.csv\"\r\n\r\n" + file
					+ "\r\n--" + BOUNDARY + "--\r\n"))
			.build();
	}

	private HttpRequest form(String path, String page) {
		Matcher token = TOKEN.matcher(page);
		if (!token.find()) {
			throw new IllegalStateException("The page has no form");
		}
		return request(path).header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
			.POST(HttpRequest.BodyPublishers
				.ofString("name=pool&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
			.build();
	}

	private String get(String path) throws IOException, InterruptedException {
		long start = System.nanoTime();
		HttpResponse<String> response = send(request(path).build());
		this.pageMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		return response.body();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.address + path))
			.header(HttpHeaders.ACCEPT, MediaType.TEXT_HTML_VALUE)
			.timeout(Duration.ofMinutes(2));
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static String location(HttpResponse<String> response) {
		return response.headers()
			.firstValue(HttpHeaders.LOCATION)
			.orElseThrow(() -> new IllegalStateException(response.statusCode() + " " + response.body()));
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Collections.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

}
