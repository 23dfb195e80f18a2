using Cig.Platform.Applications;
using Cig.Platform.Audit;
using Cig.Platform.Chat;
using Cig.Platform.Mandates;
using Cig.Platform.Staff;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cig.Platform;

/// <summary>Puts the desks of the platform at a host's disposal. The host brings its <see cref="Storage.Database"/> and <see cref="TimeProvider"/>.</summary>
public static class PlatformSetup
{
    public static IServiceCollection AddCigPlatform(this IServiceCollection services) => services
        .AddSingleton<MandateRegister>()
        .AddSingleton<MandateDesk>()
        .AddSingleton<MandateHistory>()
        .AddSingleton<MandateImport>()
        .AddSingleton<StaffRegister>()
        .AddSingleton<StaffDesk>()
        .AddSingleton<Registry.Residents>()
        .AddSingleton<ApplicationDesk>()
        .AddSingleton<OfficerDesk>()
        .AddSingleton<WorkerDesk>()
        .AddSingleton<UnitCounters>()
        .AddSingleton<Settings.SettingsRegister>()
        .AddSingleton<Audit.AuditReading>()
        .AddSingleton<ChatHours>()
        .AddSingleton<ChatEntrance>()
        .AddSingleton<Requests.RequestDesk>()
        .AddSingleton<Requests.CallbackDesk>()
        .AddSingleton<Sheets.SheetDesk>()
        .AddSingleton<Sheets.KnowledgeGaps>()
        .AddSingleton(p => new Attachments.ScannerSetting(Attachments.Clamd.Of(p.GetService<IConfiguration>()?["Cig:Clamd"])))
        .AddSingleton<Attachments.AttachmentDesk>()
        .AddSingleton<RatingDesk>()
        .AddSingleton<Documents.Transcript>()
        .AddSingleton<Retention.RetentionDesk>()
        .AddSingleton<Rights>()
        .AddSingleton<ConversationLog>()
        .AddSingleton<RouteOfConversation>()
        .AddSingleton<QueueLog>()
        .AddSingleton<QueuePlaces>()
        .AddSingleton<QueueAlarms>()
        .AddSingleton<Presence>()
        .AddSingleton<LostAdvisors>()
        .AddSingleton<OfferDesk>()
        .AddSingleton<Routing>()
        .AddSingleton<ConsoleDesk>()
        .AddSingleton<SupervisorDesk>()
        .AddSingleton<CannedReplies>()
        .AddSingleton<RoutingAdministration>()
        .AddSingleton<LiveFigures>()
        .AddSingleton<ChatReports>()
        .AddSingleton<OpenData>()
        .AddSingleton<ChatDesk>()
        .AddSingleton<ReopeningDesk>()
        .AddSingleton<AdvisorDesk>()
        .AddSingleton<GuideDesk>()
        .AddSingleton(p => new Translation.Translator(Translation.EngineSetting.Of(p.GetService<IConfiguration>()), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<Translation.Translator>>()))
        .AddSingleton<Translation.TranslationDesk>()
        .AddSingleton<Outbox.OutboxLog>()
        .AddSingleton(p => new Outbox.Reach(p.GetService<IConfiguration>()?["Cig:Outbox:PrivateNetworks"]))
        .AddSingleton<Outbox.SubscriberDesk>()
        .AddSingleton<Outbox.OutboxSender>()
        .AddSingleton(p => new Mail.Post(Mail.MailSettings.Read(p.GetService<IConfiguration>()).Settings))
        .AddSingleton<Mail.MailDesk>()
        .AddSingleton<Mail.MailNotices>()
        .AddSingleton<Mail.MailSender>()
        .AddHostedService(p => p.GetRequiredService<ConversationLog>())
        .AddHostedService(p => p.GetRequiredService<Routing>())
        .AddHostedService<Watch>()
        .AddHostedService(p => p.GetRequiredService<Outbox.OutboxSender>())
        .AddHostedService(p => p.GetRequiredService<Mail.MailSender>())
        .AddSingleton<AuditSeals>()
        .AddHostedService<DailySeal>()
        .AddHostedService<ClosingTime>()
        .AddHostedService<Attachments.Quarantine>()
        .AddHostedService<Retention.RetentionClock>();
}
