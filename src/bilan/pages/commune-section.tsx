import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { CarteCommunes } from "#socle/images/carte.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatTaux, manqueMesure } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Bilan, LigneVentilation } from "../lectures/bilan.ts";

type Props = { readonly bilan: Bilan; readonly carte: CarteCommunes | null };

/** Map and table of the same figures; screen readers read the table. */
export function SectionCommunes({ bilan, carte }: Props) {
  return (
    <div class="deux haut">
      <CarteBilan carte={carte} />
      <Table table={COMMUNES} lignes={listCommunes(bilan)} nom="Tableau par commune" lu />
    </div>
  );
}

function listCommunes(bilan: Bilan): readonly LigneVentilation[] {
  const lignes = bilan.ventilations.find((ventilation) => ventilation.axe === "commune")?.lignes ?? [];
  return lignes.toSorted((a, b) => b.total - a.total || a.libelle.localeCompare(b.libelle, "fr"));
}

/** The map, or why there is none. */
export function CarteBilan({ carte }: { readonly carte: CarteCommunes | null }) {
  return carte ? <Carte carte={carte} /> : <SansContour />;
}

function Carte({ carte }: { carte: CarteCommunes }) {
  return (
    <figure>
      {raw(carte.svg)}
      <figcaption>
        <ul class="liens">
          {carte.legende.map((entree) => (
            <li>
              {raw(entree.svg)} {entree.libelle}
            </li>
          ))}
        </ul>
        {carte.mention ? (
          <>
            <strong>{carte.mention}</strong>{" "}
          </>
        ) : null}
        {carte.classes}
      </figcaption>
    </figure>
  );
}

function SansContour() {
  return (
    <p class="discret">
      Pas encore de carte : les contours des communes ne sont pas importés. Déposez un fichier GeoJSON des communes dans
      « Données ».
    </p>
  );
}

const COMMUNES = defineTable<LigneVentilation, Child>({
  code: "communes",
  titre: "Attributions hors quartier prioritaire par commune",
  colonnes: [
    { code: "commune", titre: "Commune", valeur: ({ libelle }) => libelle, tri: true },
    { code: "attributions", titre: "Attributions", genre: "nombre", valeur: ({ total }) => total, tri: true },
    {
      code: "hors_qpv",
      titre: "1er quartile ou relogés, hors QPV",
      genre: "nombre",
      valeur: ({ horsQpv }) => horsQpv.realise,
      tri: true,
      rendu: ({ horsQpv }) => formatFraction(horsQpv.realise, horsQpv.assiette),
    },
    {
      code: "part",
      titre: "Part",
      genre: "taux",
      valeur: ({ horsQpv }) => horsQpv.taux,
      tri: true,
      rendu: ({ horsQpv }) => <Part constat={horsQpv} />,
    },
  ],
});

function Part({ constat }: { constat: LigneVentilation["horsQpv"] }) {
  const { taux, petitEffectif } = constat;
  const manque = manqueMesure(constat);
  if (manque !== null || taux === null) return <MotManque manque={manque ?? "inconnu"} />;
  return <>{petitEffectif ? "moins de 20" : formatTaux(taux)}</>;
}
