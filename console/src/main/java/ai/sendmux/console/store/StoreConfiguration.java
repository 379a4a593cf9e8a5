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

package ai.sendmux.console.store;

import java.util.Arrays;

import ai.sendmux.console.ConsoleProperties;
import ai.sendmux.sandbox.SendmuxSandbox;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the store. What depends on properties is decided when the beans are created,
 * because ahead-of-time processing would decide a condition for good.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	private static final Log logger = LogFactory.getLog(StoreConfiguration.class);

	@Bean
	Store consoleStore(DataSourceProperties dataSource, ConsoleProperties console,
			ObjectProvider<SendmuxSandbox> sandbox) {
		return Store.of(dataSource, console.dataDirectory(), sandbox.getIfAvailable() != null);
	}

	@Bean
	FlywayMigrationStrategy storeMigration(Store store) {
		return (flyway) -> migrate(flyway, store);
	}

	private static void migrate(Flyway flyway, Store store) {
		boolean newer;
		try {
			newer = Arrays.stream(flyway.info().applied()).anyMatch((migration) -> !migration.getState().isResolved());
			if (!newer) {
				flyway.migrate();
			}
		}
		catch (FlywayException ex) {
			throw new StoreException("The imports in " + store.description() + " cannot be read or written ("
					+ Store.reason(ex) + "): the database refuses it, is not reachable, or is full. Start the "
					+ "application again when the problem is fixed.", ex);
		}
		if (newer) {
			throw new StoreException("The imports in " + store.description()
					+ " were written by a newer version of this application. Use that version.", null);
		}
		if (!store.isInMemory()) {
			logger.info("Imports  are kept in " + store.description());
		}
	}

}
