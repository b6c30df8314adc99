// Types that break the map on purpose, each in one way, in rooms of the same names under another root.
// RoomMapTests must name every Breach… and none of the others. They are never run.
using Planted.Features.Booking;
using Planted.Features.Login;

#pragma warning disable CA1822, CS0169, CS0649, CS8618, IDE0044, IDE0051

namespace Planted.Features.Booking
{
    sealed class Times { public static int Count; public static void Take() { } }
    class Trouble : Exception;
    sealed class Mark(Type type) : Attribute { public Type Type => type; }
}

namespace Planted.Features.Login
{
    sealed class LoginFacade { public Known? Find() => null; public Vault Open() => new(); }
    sealed record Known(Kind Kind);
    enum Kind { Resident }
    sealed class Vault { public void Take() { } }
    interface IAskEverybody { }
    static class LoginSetup { public static void Add() { } }
}

namespace Planted.Features.Cases
{
    sealed class CasesFacade { public void Open() { } }
}

namespace Planted.Features.Chat.Canaries
{
    sealed class BreachByCall { void Do() => Times.Take(); }
    sealed class BreachByField { Times? times; }
    sealed class BreachByStaticField { int Do() => Times.Count; }
    sealed class BreachByLambda { Action Do(int n) => () => { if (n > 0) Times.Take(); }; }
    sealed class BreachByAsync { async Task Do() { await Task.Yield(); Times.Take(); } }
    sealed class BreachByIterator { IEnumerable<int> Do() { Times.Take(); yield return 1; } }
    sealed class BreachByTypeArgument { object Do() => new List<Times>(); }
    sealed class BreachByMethodTypeArgument { object Do() => Array.Empty<Times>(); }
    sealed class BreachByTypeOf { Type Do() => typeof(Times); }
    sealed class BreachByArray { Times[]? Do() => null; }
    sealed class BreachByBase : List<Times>;
    sealed class BreachByConstraint { void Do<T>() where T : Trouble { } }
    sealed class BreachByCatch { void Do() { try { GC.Collect(); } catch (Trouble) { } } }
    [Mark(typeof(int))] sealed class BreachByAttribute;
    sealed class BreachByLocalFunction { int Do() { return Inner(); static int Inner() => Times.Count; } }
    sealed class BreachPastTheFacade { void Do() => new Vault().Take(); }
    sealed class BreachOfFacadesInsides(LoginFacade login) { void Do() => login.Open().Take(); }
    sealed class BreachOfSetup { void Do() => LoginSetup.Add(); }

    sealed class AllowedAtTheFacade(LoginFacade login) { Kind? Do() => login.Find()?.Kind; }
    sealed class AllowedToFillIn : IAskEverybody;
}

namespace Planted.Features.Login.Canaries
{
    sealed class BreachUpwards { void Do() => Booking.Times.Take(); }
    sealed class BreachOfOrder(Cases.CasesFacade cases) { void Do() => cases.Open(); }
}

namespace Planted.Features.Cases.Canaries
{
    sealed class AllowedDownwards(Login.LoginFacade login) { void Do() => login.Find(); }
}

namespace Planted.Platform.Canaries
{
    sealed class BreachOfPlatform { void Do() => Features.Login.LoginSetup.Add(); }
}
