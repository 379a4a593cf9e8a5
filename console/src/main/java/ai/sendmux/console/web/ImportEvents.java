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
import java.util.Set;

import ai.sendmux.console.imports.ImportJob;
import ai.sendmux.console.imports.ImportProgress;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/**
 * Sends the progress of an import as server-sent events that hold parts of the page.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ImportEvents {

	/** What is said of an import that is not kept, as after a restart. */
	static final String FORGOTTEN = "This import has ended or was forgotten. "
			+ "Import the file again under the same name: nothing is created twice.";

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private static final int ANNOUNCED_STEP = 25;

	private final ISpringWebFluxTemplateEngine templates;

	ImportEvents(ISpringWebFluxTemplateEngine templates) {
		this.templates = templates;
	}

	/**
	 * Send the progress now, then at most five times a second, and how it ends, with the
	 * rows that failed. Screen readers announce each quarter.
	 */
	Flux<ServerSentEvent<String>> of(ImportJob job) {
		Flux<ImportProgress> progress = Flux.concat(Flux.defer(() -> Flux.just(job.progress())),
				job.watch().sample(INTERVAL));
		Flux<ServerSentEvent<String>> moves = progress.map((now) -> part("progress", context(job, now)));
		Flux<ServerSentEvent<String>> announcements = job.watch()
			.distinctUntilChanged((now) -> now.percent() / ANNOUNCED_STEP)
			.map((now) -> event("announcement", now.summary()));
		return Flux.merge(moves, announcements).concatWith(Flux.defer(() -> endOf(job)));
	}

	/**
	 * Say that nothing more will come, so that the page does not reconnect.
	 */
	Flux<ServerSentEvent<String>> ofForgotten() {
		Context context = new Context();
		context.setVariable("text", FORGOTTEN);
		return Flux.defer(() -> Flux.just(event("announcement", FORGOTTEN),
				event("actions", render("forgotten", context)), event("done", "")));
	}

	private Flux<ServerSentEvent<String>> endOf(ImportJob job) {
		Context context = context(job, job.progress());
		context.setVariable("problems", ImportProblems.of(job));
		return Flux.just(part("problems", context), part("progress", context),
				event("announcement", job.progress().summary()), part("actions", context), event("done", ""));
	}

	private static Context context(ImportJob job, ImportProgress progress) {
		Context context = new Context();
		context.setVariable("progress", progress);
		context.setVariable("id", job.id());
		context.setVariable("rejected", job.rejected());
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

}
