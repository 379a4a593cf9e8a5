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

package ai.sendmux.console.accounts;

import ai.sendmux.providers.Provider;
import org.jspecify.annotations.Nullable;

/**
 * What came of an action on one account.
 *
 * @param id the account
 * @param name its name, or its id if the name is not known
 * @param notice what to say
 * @param account the account as it is by now, or {@code null} if that is not known
 * @param gone whether the account does not exist any more
 */
public record ActionResult(String id, String name, Notice notice, @Nullable Provider account, boolean gone) {

}
