import type { Bilan, Constat } from "#application/bilan/bilan.ts";
import { formatBornes, formatCompte, formatFraction, formatMesure, formatTauxCourt } from "#domain/shared/format.ts";
import { hrefTerritoire } from "../design/cadre.ts";
import { Message, TagVerdict } from "../design/parts.tsx";
import { findMethode, MethodePliee } from "./methode.tsx";

const REGLE_BORNES = "bornes.non-localisees";

/** The three figures of the page, each with its count, what it is compared with, and its method. */
export function Chiffres({ bilan }: { bilan: Bilan }) {
  return (
    <div class="chiffres">
      <ChiffreConstat titre="Hors quartier prioritaire" bilan={bilan} constat={bilan.horsQpv}>
        {formatFraction(bilan.horsQpv.realise, bilan.horsQpv.assiette)}, au 1<sup>er</sup> quartile ou relogés
        {bilan.horsQpv.reloges > 0
          ? ` (dont ${formatCompte(bilan.horsQpv.reloges, "relogé")} d’un autre quartile)`
          : ""}
      </ChiffreConstat>
      <ChiffreConstat titre="En quartier prioritaire" bilan={bilan} constat={bilan.qpv}>
        {formatFraction(bilan.qpv.realise, bilan.qpv.assiette)}, quartiles 2 à 4
      </ChiffreConstat>
      <div>
        <h2>Localisation inconnue</h2>
        <strong>{bilan.nonLocalisees.total}</strong>
        <p>{bilan.nonLocalisees.total < 2 ? "attribution non localisée" : "attributions non localisées"}</p>
        <p class="discret">
          sur {formatCompte(bilan.total, "attribution")}, hors des deux calculs
          {bilan.sansRessources > 0 ? ` ; ${bilan.sansRessources} sans ressources connues` : ""}
          {bilan.ressourcesNulles > 0 ? ` ; ${bilan.ressourcesNulles} à 0 €` : ""}
        </p>
        <MethodePliee methode={findMethode(bilan, REGLE_BORNES)} />
      </div>
    </div>
  );
}

type ChiffreProps = { titre: string; bilan: Bilan; constat: Constat; children: unknown };

function ChiffreConstat({ titre, bilan, constat, children }: ChiffreProps) {
  return (
    <div>
      <h2>{titre}</h2>
      <strong>{formatMesure(constat)}</strong>
      <p>{children}</p>
      <p>
        <TagVerdict constat={constat} /> <span class="discret">{describePlancher(constat)}</span>
      </p>
      <Cible constat={constat} />
      {constat.bornes && constat.bornes[0] !== constat.bornes[1] ? (
        <p class="discret">Selon les non localisées : {formatBornes(constat.bornes)}</p>
      ) : null}
      {constat.petitEffectif && constat.assiette > 0 ? <p class="discret">Moins de 20 attributions</p> : null}
      <MethodePliee methode={findMethode(bilan, constat.regle)} />
    </div>
  );
}

function describePlancher(constat: Constat): string {
  const plancher = `plancher ${formatTauxCourt(constat.plancher)}, soit ${constat.attendu}`;
  return constat.plancherRetrospectif ? `${plancher} (comparaison : le texte n’était pas en vigueur)` : plancher;
}

function Cible({ constat }: { constat: Constat }) {
  const { cible } = constat;
  if (!cible) return null;
  const valeur = cible.taux === null ? `${cible.nombre ?? cible.attendu} attributions` : formatTauxCourt(cible.taux);
  return (
    <p>
      <TagVerdict constat={cible} />{" "}
      <span class="discret">
        convention : {valeur}, soit {cible.attendu} ({cible.acte})
      </span>
    </p>
  );
}

/** What the unlocated attributions can and cannot change, and where to repair them. */
export function AvertissementNonLocalisees({ bilan, localiser }: { bilan: Bilan; localiser: boolean }) {
  const { total, premierQuartile, autres } = bilan.nonLocalisees;
  if (total === 0) return null;
  const accord = total > 1 ? "ne sont pas localisées" : "n’est pas localisée";
  return (
    <Message ton={bilan.horsQpv.verdict === "indecidable" ? "neutre" : "alerte"}>
      <p>
        <b>
          {formatCompte(total, "attribution")} {accord}
        </b>{" "}
        ({premierQuartile} au 1<sup>er</sup> quartile, {autres} dans les autres). {explainBornes(bilan.horsQpv)}{" "}
        {localiser ? <a href={hrefTerritoire(bilan.territoire, "donnees/localiser")}>Les localiser</a> : null}
      </p>
    </Message>
  );
}

function explainBornes(constat: Constat): string {
  const plancher = formatTauxCourt(constat.plancher);
  if (!constat.bornes || constat.verdict === "sans-objet") return "";
  if (constat.verdict === "non-atteint")
    return `Même dans le cas le plus favorable, le plancher de ${plancher} n’est pas atteint hors quartier prioritaire.`;
  if (constat.verdict === "atteint")
    return `Même dans le cas le moins favorable, le plancher de ${plancher} est atteint hors quartier prioritaire.`;
  return `Selon l’endroit où elles se trouvent, le taux hors quartier prioritaire est compris ${formatBornes(constat.bornes)} : on ne peut pas dire si le plancher de ${plancher} est atteint.`;
}
