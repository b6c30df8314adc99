using Portal.Platform.Web;

namespace Portal.Features.Chat;

sealed class ChatTexts() : Texts("Features.Chat.Chat");
