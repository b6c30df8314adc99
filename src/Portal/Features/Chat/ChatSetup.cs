using Portal.Platform.Ui;

namespace Portal.Features.Chat;

static class ChatSetup
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])[typeof(ChatTexts), typeof(FindAvailability), typeof(StartChat), typeof(JoinMatter), typeof(ReadConversation), typeof(EndChat), typeof(Handover), typeof(IdentifyInChat)])
            builder.Services.AddSingleton(part);
        builder.AddNavItem<ChatTexts>(Audience.Resident, "nav-chat", "chat", order: 25);
    }

    public static void MapChat(this WebApplication app) => app.MapGet("/{lang}/chat/case/{id:guid}/conversation.html", Transcript.Get).AllowAnonymous();
}
