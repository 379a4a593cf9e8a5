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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.sendmux.console.imports.AccountImport;
import ai.sendmux.console.imports.ImportService;
import ai.sendmux.console.imports.ImportsUnavailableException;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/**
 * Sends the progress of an import as server-sent events that hold parts of the page. They
 * follow the store, whichever process runs the import.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ImportEvents {

	/** What is said of an import that the store does not have. */
	static final String UNKNOWN_IMPORT = "There is no such import. It was deleted, or it was not started within half "
			+ "an hour. Import the file again under the same name: nothing is created twice.";

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private static final Duration RECONNECT_INTERVAL = Duration.ofSeconds(10);

	private static final int ANNOUNCED_STEP = 25;

	private static final int MOST_PROBLEMS = 100;

	private final ImportService service;

	private final ISpringWebFluxTemplateEngine templates;

	private final Sinks.Empty<Void> shutdown = Sinks.empty();

	ImportEvents(ImportService service, ISpringWebFluxTemplateEngine templates) {
		this.service = service;
		this.templates = templates;
	}

	/**
	 * End all streams, for which the shutdown of the web server would wait. The pages
	 * reconnect when the application is back.
	 */
	@EventListener(ContextClosedEvent.class)
	void endStreams() {
		this.shutdown.tryEmitEmpty();
	}

	/**
	 * Send the progress now, then whenever it has changed, and how it ends, with the rows
	 * that failed. Screen readers announce each quarter.
	 */
	Flux<ServerSentEvent<String>> of(String id) {
		return this.service.find(id)
			.repeatWhen((loads) -> loads.takeWhile((found) -> found > 0).delayElements(INTERVAL))
			.distinctUntilChanged(
					(found) -> List.of(found.state(), found.counts(), found.rate(), String.valueOf(found.waiting())))
			.takeUntil((found) -> !found.isMoving())
			.scan(new Shown(null, null), Shown::next)
			.skip(1)
			.concatMap(this::events)
			.switchIfEmpty(Flux.defer(this::eventsOfUnknown))
			.onErrorResume(ImportsUnavailableException.class, this::eventsOfFailure)
			.takeUntilOther(this.shutdown.asMono());
	}

	private Flux<ServerSentEvent<String>> events(Shown shown) {
		AccountImport now = shown.now();
		if (now == null) {
			return Flux.empty();
		}
		if (!now.isMoving()) {
			return endOf(now).flatMapIterable((events) -> events);
		}
		List<ServerSentEvent<String>> events = new ArrayList<>();
		events.add(part("progress", context(now)));
		AccountImport before = shown.before();
		if (before == null || before.percent() / ANNOUNCED_STEP != now.percent() / ANNOUNCED_STEP) {
			events.add(event("announcement", now.summary()));
		}
		if (before == null || before.state() != now.state()) {
			events.add(part("actions", context(now)));
		}
		return Flux.fromIterable(events);
	}

	private Mono<List<ServerSentEvent<String>>> endOf(AccountImport now) {
		return this.service.failures(now.id(), MOST_PROBLEMS).map((failures) -> {
			Context context = context(now);
			context.setVariable("problems", new ImportProblems(failures, now.counts().problems() - failures.size()));
			return List.of(part("problems", context), part("progress", context), event("announcement", now.summary()),
					part("actions", context), event("done", ""));
		});
	}

	/**
	 * Say that nothing more will come, so that the page does not reconnect.
	 */
	private Flux<ServerSentEvent<String>> eventsOfUnknown() {
		Context context = new Context();
		context.setVariable("text", UNKNOWN_IMPORT);
		return Flux.just(event("announcement", UNKNOWN_IMPORT), event("actions", render("forgotten", context)),
				event("done", ""));
	}

	/**
	 * Say that the store cannot be read. The page reconnects until it can.
	 */
	private Flux<ServerSentEvent<String>> eventsOfFailure(ImportsUnavailableException failure) {
		String text = String.valueOf(failure.getMessage());
		Context context = new Context();
		context.setVariable("text", text);
		return Flux.just(
				ServerSentEvent.<String>builder().event("announcement").data(text).retry(RECONNECT_INTERVAL).build(),
				event("actions", render("unavailable", context)));
	}

	private static Context context(AccountImport now) {
		Context context = new Context();
		context.setVariable("progress", now);
		return context;
	}

	private ServerSentEvent<String> part(String name, Context context) {
		return event(name, render(name, context));
	}

	private String render(String fragment, Context context) {
		return this.templates.process("import-progress", Set.of(fragment), context);
	}

	private static ServerSentEvent<String> event(String name, String data) {
		return ServerSentEvent.<String>builder().event(name).data(data).build();
	}

	/**
	 * What the page shows, and what it showed before.
	 */
	private record Shown(@Nullable AccountImport before, @Nullable AccountImport now) {

		Shown next(AccountImport next) {
			return new Shown(this.now, next);
		}

	}

}
