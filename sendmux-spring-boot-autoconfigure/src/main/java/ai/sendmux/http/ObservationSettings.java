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

package ai.sendmux.http;

import ai.sendmux.observation.SendmuxObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a client are observed.
 *
 * @param client the name of the client
 * @param registry the registry of the observations
 * @param convention the convention of the application, or {@code null} for the default
 */
public record ObservationSettings(String client, ObservationRegistry registry,
		@Nullable SendmuxObservationConvention convention) {

	/**
	 * Calls are logged but not observed.
	 */
	public static final ObservationSettings NONE = new ObservationSettings("default", ObservationRegistry.NOOP, null);

}
