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

/**
 * Auto-configuration for the Sendmux client, and what an application can set or replace:
 * <ul>
 * <li>{@link ai.sendmux.spring.boot.autoconfigure.SendmuxProperties}, the properties
 * {@code sendmux.*};</li>
 * <li>{@link ai.sendmux.spring.boot.autoconfigure.SendmuxConnectionDetails}, where to
 * connect and with which token;</li>
 * <li>{@link ai.sendmux.spring.boot.autoconfigure.SendmuxWebClientCustomizer}, for the
 * {@code WebClient} of the Sendmux clients alone;</li>
 * <li>{@link ai.sendmux.spring.boot.autoconfigure.SendmuxClientFactory}, which builds a
 * {@link ai.sendmux.spring.boot.autoconfigure.SendmuxClient} for each further team, and
 * {@link ai.sendmux.spring.boot.autoconfigure.SendmuxClientListener}, which is invoked
 * after a client has been created.</li>
 * </ul>
 * A connection that cannot work is reported when the application starts, with an analysis
 * that says what to correct. What needs an optional technology is in packages below.
 */
@NullMarked
package ai.sendmux.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
