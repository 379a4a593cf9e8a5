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

package ai.sendmux.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What never changes about an account.
 *
 * @param sequence the place in the order of creation
 * @param id the public id
 * @param type the type
 * @param oauthEmail the address of a connected account or {@code null}
 * @param createdAt the time of creation
 */
record AccountIdentity(long sequence, String id, SandboxAccountType type, @Nullable String oauthEmail,
		Instant createdAt) {

}
