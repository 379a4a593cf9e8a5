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

import ai.sendmux.SendmuxException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What became of a call that the page can do without.
 *
 * @param value the response, {@code null} if there is none
 * @param failure why there is none
 */
record Attempt<T>(@Nullable T value, @Nullable SendmuxException failure) {

	static <T> Mono<Attempt<T>> at(Mono<T> call) {
		return call.map((value) -> new Attempt<>(value, null))
			.onErrorResume(SendmuxException.class, (ex) -> Mono.just(new Attempt<>(null, ex)));
	}

}
