import { connexionQueries } from "#acces/sql/connexion/connexion.queries.ts";
import { forTerritoire } from "#donnees/lectures/droit/lecture.ts";
import { publishLots } from "#imports/actes/lot/publish-lot.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { generateVoisin, VOISINS, type VoisinDemo } from "../../../demo/voisins.ts";
import { receiveDemo } from "./demo-fichier.ts";
import { type Session, withOwner } from "./session.ts";

/**
 * Two smaller territories of the same département, so that the State compares. Does nothing for one that is open already. The synthetic accounts must
 * exist.
 */
export async function openVoisinsDemo(session: Session, say: (line: string) => void): Promise<void> {
  const connus = new Set((await session.base.territoires.list()).map(({ epci }) => epci));
  for (const [rang, voisin] of VOISINS.entries()) {
    if (!connus.has(voisin.epci)) await forTerritoire(voisin.epci, () => open(session, voisin, rang, say));
  }
}

async function open(session: Session, voisin: VoisinDemo, rang: number, say: (line: string) => void): Promise<void> {
  const { epci, nom, communes } = voisin;
  await session.base.territoires.add({ epci, nom, demonstration: true, nature: "CC" }, communes);
  const base = await session.reload();
  const aujourdhui = session.horloge.aujourdhui();
  const lots: number[] = [];
  for (const file of generateVoisin(voisin, rang, Number(aujourdhui.slice(0, 4)))) {
    lots.push(await receiveDemo({ ...session, base }, epci, file, (line) => say(`${nom}, ${line}`)));
  }
  await publishLots(base, epci, lots, { confirme: true });
  await openToEtat(session, epci, aujourdhui);
}

/** Days of a right: one less than a year, as the other synthetic accounts. */
const DUREE = 364;

async function openToEtat(session: Session, epci: string, aujourdhui: string): Promise<void> {
  await withOwner(session, (sql) =>
    connexionQueries(sql).transaction(async (tx) => {
      const compte = await tx.findCompteByCourriel("etat@demonstration.invalid");
      if (!compte) return;
      const etat = {
        type: "etat",
        nom: "Services de l’État (démonstration)",
        siren: null,
        demonstration: true,
      } as const;
      await tx.grantFromMachine({
        compte: compte.id,
        organisation: await tx.ensureOrganisation(etat),
        role: "etat",
        epci,
        communes: [],
        sensible: false,
        debut: aujourdhui,
        fin: addDays(aujourdhui, DUREE),
        motif: "Territoire voisin fictif de la démonstration",
      });
    }),
  );
}
