import java.util.jar.JarFile

String log = new File(basedir, 'build.log').text
assert log =~ /Created dprov_\w+: ACTIVE/ : 'The application does not run with the profile for development'

File jar = new File(basedir, 'target/accounts-1.0.jar')
List<String> libraries = new JarFile(jar).withCloseable { file ->
	file.stream().map { entry -> entry.name }.filter { name -> name.startsWith('BOOT-INF/lib/') }.toList()
}
assert libraries.any { it.contains('sendmux-spring-boot-autoconfigure') }
assert !libraries.any { it =~ /sendmux.*(sandbox|starter)|wiremock/ } : libraries

[[], ['--spring.profiles.active=dev']].each { arguments ->
	List<String> command = [new File(System.getProperty('java.home'), 'bin/java').path, '-jar', jar.path] + arguments
	ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
	builder.environment().remove('SENDMUX_TOKEN')
	Process process = builder.start()
	String output = process.inputStream.text
	assert process.waitFor() == 1 : output
	assert output.contains('The Sendmux client needs a token') : output
	assert !output.contains('Created') : output
}
true
