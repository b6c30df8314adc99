using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Portal.Tests.Architecture;

/// <summary>
/// Every type that a type's compiled code touches: what it derives from, its members, its attributes and the bodies
/// of its methods. Lambdas, async state machines and Razor markup are nested types and methods, so they are in it.
/// </summary>
static class CompiledReferences
{
    public static IEnumerable<TypeDefinition> AllTypes(ModuleDefinition module) => module.Types.SelectMany(WithNested);

    static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>The namespace of a type, nested ones included.</summary>
    public static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    public static IEnumerable<(TypeReference Used, string Where)> Of(TypeDefinition type)
    {
        foreach (var used in OfDeclaration(type)) yield return (used, type.FullName);
        foreach (var method in type.Methods)
            foreach (var used in OfSignature(method).Concat(OfBody(method)))
                yield return (used, $"{type.FullName}.{method.Name}");
    }

    static IEnumerable<TypeReference> OfDeclaration(TypeDefinition type)
    {
        IEnumerable<TypeReference?> used =
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            .. type.Fields.Select(f => f.FieldType),
            .. type.Properties.Select(p => p.PropertyType),
            .. type.Events.Select(e => e.EventType),
            .. OfAttributes(type),
            .. type.Fields.SelectMany(OfAttributes),
            .. type.Properties.SelectMany(OfAttributes),
        ];
        return used.SelectMany(Parts);
    }

    static IEnumerable<TypeReference> OfSignature(MethodDefinition method)
    {
        IEnumerable<TypeReference?> used =
        [
            method.ReturnType,
            .. method.Parameters.Select(p => p.ParameterType),
            .. method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            .. OfAttributes(method),
            .. method.Parameters.SelectMany(OfAttributes),
        ];
        return used.SelectMany(Parts);
    }

    static IEnumerable<TypeReference> OfBody(MethodDefinition method)
    {
        if (!method.HasBody) return [];
        IEnumerable<TypeReference?> used =
        [
            .. method.Body.Variables.Select(v => v.VariableType),
            .. method.Body.ExceptionHandlers.Select(h => h.CatchType),
            .. method.Body.Instructions.SelectMany(OfInstruction),
        ];
        return used.SelectMany(Parts);
    }

    static IEnumerable<TypeReference?> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod generic => [.. OfCall(generic), .. generic.GenericArguments],
        MethodReference called => OfCall(called),
        _ => [],
    };

    static IEnumerable<TypeReference?> OfCall(MethodReference called) =>
        [called.DeclaringType, called.ReturnType, .. called.Parameters.Select(p => p.ParameterType)];

    static IEnumerable<TypeReference?> OfAttributes(ICustomAttributeProvider member) => member.CustomAttributes.SelectMany(a =>
        (IEnumerable<TypeReference?>)[a.AttributeType, .. a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument)).Select(v => v.Value as TypeReference)]);

    /// <summary>The types a written type is made of: <c>Task&lt;List&lt;X[]&gt;&gt;</c> is Task, List and X.</summary>
    public static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
