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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Handles the operations that create, read, update and delete accounts.
 */
final class AccountHandlers {

	private static final Set<String> SMTP_FIELDS = Set.of("smtp_host", "smtp_port", "smtp_protocol", "smtp_username",
			"smtp_password");

	private final SandboxIds ids;

	AccountHandlers(SandboxIds ids) {
		this.ids = ids;
	}

	SandboxResponse create(SandboxCall call) {
		ObjectNode body = AccountBody.CREATE.read(call.request().body());
		if (call.accounts().countOwned() >= call.team().limits().plan().maxAccounts()) {
			throw new ApiProblem(ErrorCode.LIMIT_EXCEEDED, "The sending account limit of this team is reached.");
		}
		StoredAccount.Identity identity = new StoredAccount.Identity(call.accounts().nextSequence(),
				this.ids.next("dprov_"), SandboxAccountType.SMTP, null, call.now());
		StoredAccount account = new StoredAccount(identity, AccountSettings.none().with(body),
				new StoredAccount.State(SandboxAccountStatus.ACTIVE, null, false), call.now(), null, null);
		call.accounts().save(account);
		return SandboxResponse.created(call.requestId(), account.json(),
				Route.BASE_PATH + "/providers/" + account.id());
	}

	SandboxResponse get(SandboxCall call) {
		return Conditions.respond(call, call.account().json());
	}

	SandboxResponse list(SandboxCall call) {
		ListQuery query = ListQuery.of(call.request().query());
		List<StoredAccount> matches = call.accounts().all().stream().filter(query::accepts).toList();
		List<StoredAccount> page = matches.stream().limit(query.limit()).toList();
		ArrayNode data = JsonNodeFactory.instance.arrayNode();
		page.forEach((account) -> data.add(account.listItemJson()));
		boolean more = matches.size() > page.size();
		ObjectNode pagination = JsonNodeFactory.instance.objectNode().put("has_more", more);
		if (more) {
			pagination.put("next_cursor", ListQuery.cursorAfter(page.get(page.size() - 1)));
		}
		return SandboxResponse.page(call.requestId(), data, pagination);
	}

	SandboxResponse update(SandboxCall call) {
		StoredAccount account = call.account();
		String condition = call.request().header("if-match");
		if (condition != null && !Conditions.matches(condition, Conditions.etag(account.json()))) {
			throw new ApiProblem(ErrorCode.CONFLICT, "The sending account has changed since it was read.");
		}
		ObjectNode body = AccountBody.UPDATE.read(call.request().body());
		refuseLockedFields(account, body);
		if (account.type().isConnected()) {
			body.remove("from_email");
		}
		AccountSettings changed = account.settings().with(body);
		boolean unchanged = changed.equals(account.settings()) && !body.has("smtp_password");
		StoredAccount updated = unchanged ? account : account.with(changed, call.now());
		call.accounts().save(updated);
		return SandboxResponse.ok(call.requestId(), updated.json());
	}

	SandboxResponse delete(SandboxCall call) {
		StoredAccount account = call.account();
		if (account.isShared()) {
			throw new ApiProblem(ErrorCode.VALIDATION_ERROR, "The shared Amazon SES account cannot be deleted.");
		}
		call.accounts().delete(account.id());
		return SandboxResponse.ok(call.requestId(),
				JsonNodeFactory.instance.objectNode().put("deleted", true).put("id", account.id()));
	}

	private static void refuseLockedFields(StoredAccount account, ObjectNode body) {
		List<ApiProblem.Issue> issues = body.propertyNames()
			.stream()
			.filter((field) -> isLocked(account, field))
			.map((field) -> new ApiProblem.Issue(field, "custom", "This field cannot be changed for this account"))
			.toList();
		if (!issues.isEmpty()) {
			String fields = issues.stream().map(ApiProblem.Issue::field).collect(Collectors.joining(", "));
			throw new ApiProblem(ErrorCode.VALIDATION_ERROR, "Cannot be changed for this account: " + fields,
					issues.get(0).field(), issues);
		}
	}

	private static boolean isLocked(StoredAccount account, String field) {
		return account.isShared() ? !field.equals("variables")
				: (account.type().isConnected() && SMTP_FIELDS.contains(field));
	}

}
