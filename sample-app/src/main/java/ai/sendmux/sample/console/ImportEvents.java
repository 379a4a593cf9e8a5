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

package ai.sendmux.sample.console;

import java.time.Duration;
import java.util.Set;

import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;

/**
 * Tells the progress of an import as server-sent events that hold parts of the page.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ImportEvents {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private static final int ANNOUNCED_STEP = 25;

	private final ISpringWebFluxTemplateEngine templates;

	ImportEvents(ISpringWebFluxTemplateEngine templates) {
		this.templates = templates;
	}

	/**
	 * Tell the progress now, then at most five times a second, and how it ends. A screen
	 * reader is told each quarter.
	 */
	Flux<ServerSentEvent<String>> of(ImportJob job) {
		Flux<ImportProgress> progress = Flux.concat(Flux.defer(() -> Flux.just(job.progress())),
				job.watch().sample(INTERVAL));
		Flux<ServerSentEvent<String>> moves = progress.map((now) -> event("progress", render("progress", job, now)));
		Flux<ServerSentEvent<String>> announcements = job.watch()
			.distinctUntilChanged((now) -> now.percent() / ANNOUNCED_STEP)
			.map((now) -> event("announcement", now.summary()));
		Flux<ServerSentEvent<String>> end = Flux
			.defer(() -> Flux.just(event("progress", render("progress", job, job.progress())),
					event("announcement", job.progress().summary()),
					event("actions", render("actions", job, job.progress())), event("done", "")));
		return Flux.merge(moves, announcements).concatWith(end);
	}

	private String render(String fragment, ImportJob job, ImportProgress progress) {
		Context context = new Context();
		context.setVariable("progress", progress);
		context.setVariable("id", job.id());
		context.setVariable("rejected", job.rejected());
		return this.templates.process("import-progress", Set.of(fragment), context);
	}

	private static ServerSentEvent<String> event(String name, String data) {
		return ServerSentEvent.<String>builder().event(name).data(data).build();
	}

}
