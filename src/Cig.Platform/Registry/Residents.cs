using Cig.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Cig.Platform.Registry;

/// <summary>Where people live, as far as the institution knows.</summary>
public sealed class Residents(Database database)
{
    /// <summary>Province of residence, two letters; null where it is not known.</summary>
    public async Task<string?> ProvinceOf(string fiscalCode, CancellationToken stop)
    {
        await using var db = database.Context();
        return await db.Set<Resident>().Where(r => r.FiscalCode == fiscalCode).Select(r => r.Province).FirstOrDefaultAsync(stop);
    }
}
