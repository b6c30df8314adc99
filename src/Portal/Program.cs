using Portal;
using Portal.Features.Audit;
using Portal.Features.Booking;
using Portal.Features.Notifications;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

if (args is ["migrate"]) return await DbSetup.Migrate();

var builder = WebApplication.CreateBuilder(args);
builder.AddPortalDb();
builder.AddJobs();
builder.AddAudit();
builder.AddNotifications();
builder.AddBooking();
builder.Services.AddRazorComponents();

var app = builder.Build();
if (args is ["audit", "verify"]) return await app.Services.VerifyAudit();

app.UseSecurityHeaders();
app.UsePathLanguage();
app.UseStaticFiles();
app.UseAntiforgery();
app.MapRazorComponents<App>();
app.Run();
return 0;
