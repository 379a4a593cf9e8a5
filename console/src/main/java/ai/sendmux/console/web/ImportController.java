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
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.accounts.PageClient;
import ai.sendmux.console.imports.AccountFile;
import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.console.imports.ImportNameInUseException;
import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.console.imports.TemplateHeader;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Takes files of accounts, and shows how their imports go.
 */
@Controller
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@RequestMapping("/console/imports")
class ImportController {

	private static final int PAGE = 50;

	private static final int MOST_PROBLEMS = 100;

	private static final int MOST_ROWS = 5;

	private static final int BUFFERS = 4;

	private static final int CHUNK = 32 * 1024;

	private static final Duration STALLED = Duration.ofMinutes(1);

	private final ImportService service;

	private final ImportEvents events;

	private final ImportProperties properties;

	private final PageClient client;

	ImportController(ImportService service, ImportEvents events, ImportProperties properties, PageClient client) {
		this.client = client;
		this.service = service;
		this.events = events;
		this.properties = properties;
	}

	@GetMapping
	Mono<Rendering> list(@RequestParam(defaultValue = "1") int page, WebSession session) {
		int shown = Math.max(1, page);
		return this.service.list((shown - 1) * PAGE, PAGE + 1)
			.map((found) -> ImportListPage.of(found, shown, PAGE))
			.map((list) -> Flash.render(Rendering.view("imports"), session)
				.modelAttribute("page", list)
				.modelAttribute("store", ImportStorePage.of(this.service))
				.build());
	}

	@GetMapping("/new")
	Rendering newImport() {
		return upload().build();
	}

	/**
	 * Read the file while it is sent, and drop the other parts of the form.
	 */
	@PostMapping
	Mono<Rendering> submit(@RequestBody Flux<PartEvent> parts) {
		return parts.timeout(STALLED)
			.windowUntil(PartEvent::isLast)
			.concatMap((part) -> part.switchOnFirst(
					(first, events) -> (first.get() instanceof FilePartEvent file && "file".equals(file.name()))
							? submit(file.filename(), events.map(PartEvent::content))
							: events.doOnNext((event) -> DataBufferUtils.release(event.content()))
								.then(Mono.<AccountImport>empty())))
			.collectList()
			.map((uploaded) -> uploaded.stream()
				.findFirst()
				.orElseThrow(() -> new AccountFile.UnreadableException("The file is empty.")))
			.map((uploaded) -> show(uploaded.id()))
			.onErrorResume(AccountFile.UnreadableException.class, (ex) -> Mono.just(unreadable(ex)))
			.onErrorResume((ex) -> NestedExceptionUtils.getMostSpecificCause(ex) instanceof DataBufferLimitException,
					(ex) -> Mono.just(tooLarge()));
	}

	private Mono<AccountImport> submit(String fileName, Flux<DataBuffer> content) {
		InputStream stream = DataBufferUtils.subscriberInputStream(content, BUFFERS);
		return this.service.upload(fileName, stream);
	}

	@GetMapping("/{id}")
	Mono<Rendering> show(@PathVariable String id, WebSession session) {
		return find(id).flatMap(this::page)
			.map((page) -> Flash.render(Rendering.view("import"), session).modelAttribute("page", page).build());
	}

	private Mono<ImportPage> page(AccountImport found) {
		String id = found.id();
		return Mono
			.zip(this.service.failures(id, MOST_PROBLEMS), preview(found), this.service.earlier(id), planWarning(found))
			.map((parts) -> new ImportPage(found,
					new ImportProblems(parts.getT1(), found.counts().problems() - parts.getT1().size()), parts.getT2(),
					found.counts().total() - parts.getT2().size(), parts.getT3(), ImportStorePage.of(this.service),
					parts.getT4().orElse(null)));
	}

	private Mono<Optional<String>> planWarning(AccountImport found) {
		if (found.state() != AccountImport.State.READY) {
			return Mono.just(Optional.empty());
		}
		return Attempt.at(this.client.providers().limits())
			.map((limits) -> Optional.ofNullable(ImportPage.warnAboutPlan(found, limits.value())));
	}

	private Mono<List<AccountFile.Row>> preview(AccountImport found) {
		return (found.state() == AccountImport.State.READY && found.resumable())
				? this.service.preview(found.id(), MOST_ROWS) : Mono.just(List.of());
	}

	@PostMapping("/{id}/start")
	Mono<Rendering> start(@PathVariable String id, ServerWebExchange exchange) {
		return find(id).zipWith(exchange.getFormData()).flatMap((request) -> {
			AccountImport found = request.getT1();
			String name = request.getT2().getFirst("name");
			if (found.state() != AccountImport.State.READY) {
				return Mono.just(found);
			}
			return this.service.start(id, StringUtils.hasText(name) ? name : found.name())
				.onErrorResume(ImportNameInUseException.class, (ex) -> warn(exchange, ex).thenReturn(found));
		})
			.flatMap(
					(started) -> (started.state() == AccountImport.State.COMPLETED) ? Flash
						.put(exchange,
								Notice.warning("This file was imported under this name before, "
										+ "and all of its accounts were created. Nothing was sent."))
						.thenReturn(started) : Mono.just(started))
			.map((started) -> show(started.id()));
	}

	@PostMapping("/{id}/stop")
	Mono<Rendering> stop(@PathVariable String id) {
		return find(id).flatMap((found) -> this.service.stop(id)).thenReturn(show(id));
	}

	@PostMapping("/{id}/resume")
	Mono<Rendering> resume(@PathVariable String id, ServerWebExchange exchange) {
		return find(id).flatMap((found) -> this.service.resume(id))
			.filter(AccountImport::isHalted)
			.flatMap((halted) -> Flash.put(exchange,
					Notice.warning("The import is not resumed: it belongs to another team or service than the "
							+ "token of this application.")))
			.onErrorResume(ImportNameInUseException.class, (ex) -> warn(exchange, ex))
			.thenReturn(show(id));
	}

	private static Mono<Void> warn(ServerWebExchange exchange, ImportNameInUseException ex) {
		return Flash.put(exchange, Notice.warning(String.valueOf(ex.getMessage())));
	}

	@PostMapping("/{id}/delete")
	Mono<Rendering> delete(@PathVariable String id, ServerWebExchange exchange) {
		return find(id)
			.flatMap(
					(found) -> this.service.delete(id)
						.flatMap(
								(deleted) -> deleted
										? Flash
											.put(exchange,
													Notice.success("The import " + found.name() + " was deleted."))
											.thenReturn(Rendering.redirectTo("/console/imports").build())
										: Flash
											.put(exchange,
													Notice.warning(
															"The import is running. Stop it before you delete it."))
											.thenReturn(show(id))));
	}

	@GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ResponseBody
	Flux<ServerSentEvent<String>> events(@PathVariable String id) {
		return this.events.of(id);
	}

	@GetMapping("/{id}/failed.csv")
	Mono<Void> failedRows(@PathVariable String id, ServerHttpResponse response) {
		return find(id).flatMap((found) -> {
			response.getHeaders().setContentType(new MediaType("text", "csv", StandardCharsets.UTF_8));
			response.getHeaders()
				.set(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename("failed.csv").build().toString());
			Publisher<DataBuffer> csv = DataBufferUtils.outputStreamPublisher((target) -> {
				Writer writer = new OutputStreamWriter(target, StandardCharsets.UTF_8);
				try {
					this.service.writeFailures(found, writer);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, DefaultDataBufferFactory.sharedInstance, Schedulers.boundedElastic()::schedule, CHUNK);
			return response.writeWith(csv);
		});
	}

	/**
	 * Show the form again. An exception handler could not: it gets no model attributes,
	 * and the form would lack its token.
	 */
	private Rendering unreadable(AccountFile.UnreadableException ex) {
		return upload().status(HttpStatus.UNPROCESSABLE_CONTENT)
			.modelAttribute("notice", Notice.error(String.valueOf(ex.getMessage())))
			.build();
	}

	private Rendering tooLarge() {
		return upload().status(HttpStatus.CONTENT_TOO_LARGE)
			.modelAttribute("notice",
					Notice.error("The file is too large. It may have at most " + ImportStorePage.size(this.properties)
							+ "."))
			.build();
	}

	private Mono<AccountImport> find(String id) {
		return this.service.find(id)
			.switchIfEmpty(
					Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, ImportEvents.UNKNOWN_IMPORT)));
	}

	private Rendering.Builder<?> upload() {
		return Rendering.view("upload")
			.modelAttribute("columns", String.join(",", TemplateHeader.COLUMNS))
			.modelAttribute("limits", ImportStorePage.limits(this.properties))
			.modelAttribute("store", ImportStorePage.of(this.service));
	}

	private static Rendering show(String id) {
		return Rendering.redirectTo("/console/imports/" + id).build();
	}

}
