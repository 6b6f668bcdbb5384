import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { Refuse, type RefusFormulaire, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { CadreTable, Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ResidenceZonee, ZoneLue } from "../../lectures/zone-locale/ports.ts";

export const PAGE_ZONES = "donnees/zones";

export type ZonesProps = {
  readonly cadre: Cadre;
  readonly zones: readonly ZoneLue[];
  /** By code of the commune. */
  readonly parCommune: ReadonlyMap<string, number>;
  readonly communes: readonly { readonly commune: string; readonly nom: string }[];
  /** Commune whose résidences are shown; null: none. */
  readonly commune: string | null;
  readonly residences: readonly ResidenceZonee[];
  readonly annonce: string | null;
  readonly refus: RefusFormulaire;
};

export function renderZonesPage(props: ZonesProps): string {
  const { cadre, zones, annonce, refus } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: titreRefuse("Zones locales", refus),
    children: (
      <>
        <h1>Zones locales</h1>
        <p class="chapo">
          Les zones que le territoire suit pour lui-même (« centre-ville », « diffus »…). Le parc et les loyers se
          lisent ensuite par zone ; ce qui n’est d’aucune est compté « hors zone locale ».
        </p>
        <ResultatActe annonce={annonce} />
        <Refuse refus={refus} />
        {zones.length === 0 ? (
          <EtatVide titre="Aucune zone n’est ouverte">
            <p>Ouvrez la première, puis placez-y des communes ou des résidences.</p>
          </EtatVide>
        ) : (
          <TableZones epci={epci} zones={zones} />
        )}
        <form class="ligne" method="post" action={hrefTerritoire(epci, PAGE_ZONES)}>
          <div>
            <label for="nom">Nom de la zone</label>
            <input id="nom" name="nom" required maxlength={80} autocomplete="off" />
          </div>
          <button class="bouton second" type="submit">
            Ouvrir la zone
          </button>
        </form>
        {zones.length === 0 ? null : <Placer {...props} />}
      </>
    ),
  });
}

function TableZones({ epci, zones }: { epci: string; zones: readonly ZoneLue[] }) {
  const table = defineTable<ZoneLue, Child>({
    code: "zones",
    titre: "Zones ouvertes",
    colonnes: [
      { code: "zone", titre: "Zone", valeur: ({ nom }) => nom, tri: true },
      {
        code: "contenu",
        titre: "Ce qu’elle contient",
        valeur: ({ communes, residences }) =>
          `${formatCompte(communes, "commune entière", "communes entières")}, ${formatCompte(residences, "résidence")}`,
      },
      {
        code: "acte",
        titre: "Acte",
        valeur: ({ id }) => id,
        rendu: ({ id, nom }) => (
          <form method="post" action={hrefTerritoire(epci, `${PAGE_ZONES}/${id}/fermer`)}>
            <button class="lien" type="submit">
              Fermer<span class="lu"> la zone {nom}</span>
            </button>
          </form>
        ),
      },
    ],
  });
  return <Table table={table} lignes={zones} />;
}

function Placer(props: ZonesProps) {
  const { cadre, communes, commune } = props;
  const epci = cadre.territoire?.epci ?? "";
  return (
    <section aria-labelledby="placer">
      <h2 id="placer">Placer une commune et ses résidences</h2>
      <BarreFiltres action={hrefTerritoire(epci, PAGE_ZONES)} titre="Choisir une commune">
        <Choisir
          nom="commune"
          libelle="Commune"
          options={communes.map(({ commune: code, nom }) => ({ code, nom }))}
          valeur={commune}
        />
      </BarreFiltres>
      {commune === null ? null : <Lieux {...props} commune={commune} />}
    </section>
  );
}

function Lieux({ cadre, zones, parCommune, communes, commune, residences }: ZonesProps & { readonly commune: string }) {
  const epci = cadre.territoire?.epci ?? "";
  const nom = communes.find((one) => one.commune === commune)?.nom ?? commune;
  return (
    <form class="saisie" method="post" action={hrefTerritoire(epci, `${PAGE_ZONES}/lieux`)}>
      <input type="hidden" name="commune" value={commune} />
      <div class="champ">
        <label for="zone-commune">Zone de toute la commune, {nom}</label>
        <SelectZone id="zone-commune" nom="c" zones={zones} zone={parCommune.get(commune) ?? null} vide="Aucune" />
      </div>
      {residences.length === 0 ? (
        <p>Aucune résidence de cette commune n’est dans le dernier parc publié.</p>
      ) : (
        <CadreTable titre={`Résidences de ${nom}`} cartes={false}>
          <thead>
            <tr>
              <th scope="col">Résidence</th>
              <th scope="col">Adresse</th>
              <th scope="col" class="n">
                Logements
              </th>
              <th scope="col">Zone</th>
            </tr>
          </thead>
          <tbody>
            {residences.map((residence) => (
              <tr>
                <th scope="row">{residence.nom}</th>
                <td>{residence.adresse ?? "inconnue"}</td>
                <td class="n">{formatNombre(residence.logements)}</td>
                <td>
                  <label class="lu" for={`z-${residence.cle}`}>
                    Zone de {residence.nom}
                  </label>
                  <SelectZone
                    id={`z-${residence.cle}`}
                    nom={`r.${residence.cle}`}
                    zones={zones}
                    zone={residence.zone}
                    vide="Celle de la commune"
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </CadreTable>
      )}
      <p class="ligne">
        <button class="bouton" type="submit">
          Enregistrer
        </button>
      </p>
    </form>
  );
}

type SelectProps = {
  readonly id: string;
  readonly nom: string;
  readonly zones: readonly ZoneLue[];
  readonly zone: number | null;
  readonly vide: string;
};

function SelectZone({ id, nom, zones, zone, vide }: SelectProps) {
  return (
    <select id={id} name={nom}>
      <option value="">{vide}</option>
      {zones.map((one) => (
        <option value={String(one.id)} selected={one.id === zone}>
          {one.nom}
        </option>
      ))}
    </select>
  );
}
