// Run by japicmp: takes the canonical constructors of records out of the comparison, because a record may get components.

import java.lang.reflect.Modifier

def canonicalConstructorOf(record) {
	def components = record.declaredFields.findAll { !Modifier.isStatic(it.modifiers) }
	return '(' + components*.signature.join('') + ')V'
}

for (type in jApiClasses) {
	def record = type.oldClass.present ? type.oldClass.get() : null
	if (record != null && record.classFile2.superclass == 'java.lang.Record') {
		def canonical = canonicalConstructorOf(record)
		type.constructors.removeAll { it.oldConstructor.present && it.oldConstructor.get().signature == canonical }
	}
}
return jApiClasses
