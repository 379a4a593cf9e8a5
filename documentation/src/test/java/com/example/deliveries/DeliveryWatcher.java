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

package com.example.deliveries;

import ai.sendmux.emails.EmailLog;
import ai.sendmux.emails.EmailLogPosition;
import ai.sendmux.emails.EmailLogQuery;
import ai.sendmux.emails.SendmuxEmailsOperations;
import reactor.core.publisher.Mono;

class DeliveryWatcher {

	private final SendmuxEmailsOperations emails;

	private final Orders orders;

	private final Positions positions;

	DeliveryWatcher(SendmuxEmailsOperations emails, Orders orders, Positions positions) {
		this.emails = emails;
		this.orders = orders;
		this.positions = positions;
	}

	Mono<Void> watch() {
		return this.positions.load()
			.map(EmailLogPosition::parse)
			.flatMapMany((position) -> this.emails.followFinal(EmailLogQuery.all(), position))
			.concatMap((entry) -> this.orders.update(entry.log())
				.then(Mono.defer(() -> this.positions.save(entry.position().toString()))))
			.then();
	}

	interface Orders {

		Mono<Void> update(EmailLog log);

	}

	interface Positions {

		Mono<String> load();

		Mono<Void> save(String position);

	}

}
