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

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Passes each call to the handler of its operation.
 */
final class Operations {

	private final Map<SandboxOperation, Handler> handlers = new EnumMap<>(SandboxOperation.class);

	Operations(SandboxIds ids) {
		AccountHandlers accounts = new AccountHandlers(ids);
		this.handlers.put(SandboxOperation.LIST, accounts::list);
		this.handlers.put(SandboxOperation.CREATE, accounts::create);
		this.handlers.put(SandboxOperation.GET, accounts::get);
		this.handlers.put(SandboxOperation.UPDATE, accounts::update);
		this.handlers.put(SandboxOperation.DELETE, accounts::delete);
		ActionHandlers actions = new ActionHandlers();
		this.handlers.put(SandboxOperation.ACTIVATE, actions::activate);
		this.handlers.put(SandboxOperation.DEACTIVATE, actions::deactivate);
		this.handlers.put(SandboxOperation.TEST, actions::test);
		ReportHandlers reports = new ReportHandlers();
		this.handlers.put(SandboxOperation.ME, reports::me);
		this.handlers.put(SandboxOperation.STATS, reports::stats);
		this.handlers.put(SandboxOperation.USAGE, reports::usage);
		EmailHandlers emails = new EmailHandlers();
		this.handlers.put(SandboxOperation.LIST_EMAIL_LOGS, emails::logs);
		this.handlers.put(SandboxOperation.GET_EMAIL_LOG, emails::log);
		this.handlers.put(SandboxOperation.GET_EMAIL_METRICS, emails::metrics);
		LimitHandlers limits = new LimitHandlers(ids);
		this.handlers.put(SandboxOperation.LIMITS, limits::limits);
		this.handlers.put(SandboxOperation.REQUEST_LIMIT_INCREASE, limits::requestAccounts);
		this.handlers.put(SandboxOperation.GET_SHARED_AMAZON_SES_LIMIT_REQUEST, limits::sharedRequest);
		this.handlers.put(SandboxOperation.REQUEST_SHARED_AMAZON_SES_LIMIT_INCREASE, limits::requestShared);
		this.handlers.put(SandboxOperation.CANCEL_SHARED_AMAZON_SES_LIMIT_REQUEST, limits::cancelShared);
	}

	SandboxResponse handle(SandboxCall call) {
		return Objects.requireNonNull(this.handlers.get(call.route().operation())).handle(call);
	}

	@FunctionalInterface
	private interface Handler {

		SandboxResponse handle(SandboxCall call);

	}

}
