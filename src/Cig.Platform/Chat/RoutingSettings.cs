using Cig.Platform.Settings;

namespace Cig.Platform.Chat;

/// <summary>What routing asks of the settings at every step.</summary>
internal static class RoutingSettings
{
    extension(SettingsRegister settings)
    {
        /// <summary>The rules of routing in force.</summary>
        public Task<RoutingRules> Rules(CancellationToken stop) => settings.Lately(RoutingRules.Setting, stop);

        /// <summary>What an advisor can take.</summary>
        public async Task<AdvisorSkills> SkillsOf(Guid advisor, CancellationToken stop) => (await settings.Skills(stop))(advisor);

        /// <summary>What any advisor can take, in one question for all.</summary>
        public async Task<Func<Guid, AdvisorSkills>> Skills(CancellationToken stop)
        {
            var set = await settings.Lately(AdvisorSkills.Settings, stop);
            return advisor => set.GetValueOrDefault(advisor.ToString()) ?? AdvisorSkills.Initial;
        }
    }
}
