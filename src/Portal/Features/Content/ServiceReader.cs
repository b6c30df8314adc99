namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/services</c>.</summary>
sealed class ServiceReader(
    IReadOnlyList<ServiceGroup> groups, IReadOnlyList<ProfessionalTitle> titles, IReadOnlyList<Unit> units, NationalCodes codes)
{
    public Service Read(ContentFields f)
    {
        var service = new Service
        {
            Id = f.Id(),
            Group = f.OneOf("group", groups, g => g.Id),
            Name = f.Local("name"),
            Summary = f.Local("summary"),
            Keywords = f.Inner("keywords", ContentTexts.Words),
            Audience = f.Inner("audience", Audience),
            Duration = TimeSpan.FromMinutes(f.Number("duration_minutes", 5, 240)),
            Units = f.ManyOf("units", units, u => u.Id),
            Modes = f.WordList<VisitMode>("modes"),
            Booking = f.Word<BookingWay>("booking"),
            Request = f.OptionalInner("request", r => new PhoneRequest(r.Phone(), r.Local("text"))),
            Who = f.OneOf("who", titles, t => t.Id),
            Preparation = f.Each("preparation", p =>
                new PreparationItem(p.Word<PreparationMoment>("when"), p.Local("text"), p.OptionalSource())),
            CancelDeadline = TimeSpan.FromHours(f.Number("cancel_deadline_hours", 0, 168)),
            Price = f.Local("price"),
            ReasonHint = f.Inner("reason", ReasonHint),
            Urgent = f.OptionalInner("urgent", u => new ClinicalText(u.Local("text"), u.Source())),
            YoungDecides = f.OptionalInner("young_decides", y => y.Source()),
            ServiceType = f.OptionalInner("fhir", ServiceType),
        };
        CheckTogether(f, service);
        return service;
    }

    static Audience Audience(ContentFields f)
    {
        var ages = f.OptionalInner("age", a =>
        {
            int? min = a.Has("min") ? a.Number("min", 1, 120) : null, max = a.Has("max") ? a.Number("max", 0, 120) : null;
            if (min is null && max is null) a.Fault("min", "or max is needed: leave age out when anyone may come");
            if (min > max) a.Fault("min", "is more than max");
            return new Ages(min, max);
        });
        return new(f.Local("text"), ages?.Min, ages?.Max);
    }

    sealed record Ages(int? Min, int? Max);

    /// <summary>A hint goes with a question, and only with one. Wrapped, because "not asked" is a null of its own.</summary>
    static LocalText ReasonHint(ContentFields f)
    {
        var ask = f.Flag("ask");
        if (!ask && f.Has("hint")) f.Fault("hint", "is never shown when ask is false: remove it");
        return ask ? f.Local("hint") : null!;
    }

    Coding ServiceType(ContentFields f)
    {
        var code = f.Text("service_type");
        if (codes.ServiceTypes.TryGetValue(code, out var coding)) return coding;
        if (code != "") f.Fault("service_type", $"is '{code}', which is not in codes.yaml");
        return null!;
    }

    static void CheckTogether(ContentFields f, Service service)
    {
        var byRequest = service.Booking == BookingWay.Request;
        if (byRequest && service.Request is null) f.Fault("request", "is missing: a service that is not booked here needs a phone number");
        if (!byRequest && service.Request is not null) f.Fault("request", "does not belong to a service that is booked here");

        // A mode without a unit could never be booked, and a unit without a mode would never have a time.
        foreach (var mode in service.Modes.Where(mode => !service.Units.Any(u => service.ModesAt(u).Contains(mode))))
            f.Fault("modes", $"has {Platform.Db.EnumText.Of(mode)}, but no unit in units gives it");
        foreach (var unit in service.Units.Where(u => service.Modes.Count > 0 && !service.ModesAt(u).Any()))
            f.Fault("units", $"has '{unit.Id}', which gives none of the modes");
    }
}
