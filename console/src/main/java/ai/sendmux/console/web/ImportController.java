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

import java.nio.charset.StandardCharsets;

import ai.sendmux.console.accounts.Notice;
import ai.sendmux.console.imports.AccountFile;
import ai.sendmux.console.imports.FailedRows;
import ai.sendmux.console.imports.ImportJob;
import ai.sendmux.console.imports.ImportProperties;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.console.imports.TemplateHeader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes files of accounts, and shows how their import goes.
 */
@Controller
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@RequestMapping("/console/imports")
class ImportController {

	private final ImportService service;

	private final ImportEvents events;

	private final ImportProperties properties;

	ImportController(ImportService service, ImportEvents events, ImportProperties properties) {
		this.service = service;
		this.events = events;
		this.properties = properties;
	}

	@GetMapping("/new")
	Rendering newImport() {
		return upload().build();
	}

	@PostMapping
	Mono<Rendering> submit(@RequestPart("file") FilePart file) {
		return DataBufferUtils.join(file.content(), (int) this.properties.maxSize().toBytes()).map((buffer) -> {
			byte[] content = new byte[buffer.readableByteCount()];
			buffer.read(content);
			DataBufferUtils.release(buffer);
			return content;
		})
			.defaultIfEmpty(new byte[0])
			.flatMap((content) -> this.service.submit(file.filename(), content))
			.map((job) -> show(job.id()))
			.onErrorResume(AccountFile.UnreadableException.class, (ex) -> Mono.just(unreadable(ex)));
	}

	@GetMapping("/{id}")
	Rendering show(@PathVariable String id, ServerWebExchange exchange) {
		return Rendering.view("import").modelAttribute("page", ImportPage.of(find(id))).build();
	}

	@PostMapping("/{id}/start")
	Mono<Rendering> start(@PathVariable String id, ServerWebExchange exchange) {
		ImportJob job = find(id);
		return exchange.getFormData().map((data) -> {
			String name = data.getFirst("name");
			this.service.start(job, StringUtils.hasText(name) ? name.strip() : job.importName());
			return show(id);
		});
	}

	@PostMapping("/{id}/cancel")
	Rendering cancel(@PathVariable String id) {
		this.service.cancel(find(id));
		return this.service.find(id).isPresent() ? show(id) : Rendering.redirectTo("/").build();
	}

	@GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@ResponseBody
	Flux<ServerSentEvent<String>> events(@PathVariable String id) {
		return this.service.find(id).map(this.events::of).orElseGet(this.events::ofForgotten);
	}

	@GetMapping("/{id}/failed.csv")
	ResponseEntity<byte[]> failedRows(@PathVariable String id) {
		ImportJob job = find(id);
		String csv = FailedRows.toCsv(job.failures(), job.importName());
		return ResponseEntity.ok()
			.contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("failed.csv").build().toString())
			.body(csv.getBytes(StandardCharsets.UTF_8));
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

	private ImportJob find(String id) {
		return this.service.find(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, ImportEvents.FORGOTTEN));
	}

	private Rendering.Builder<?> upload() {
		return Rendering.view("upload")
			.modelAttribute("columns", String.join(",", TemplateHeader.COLUMNS))
			.modelAttribute("maxRows", this.properties.maxRows())
			.modelAttribute("maxSize", this.properties.maxSize().toMegabytes());
	}

	private static Rendering show(String id) {
		return Rendering.redirectTo("/console/imports/" + id).build();
	}

}
