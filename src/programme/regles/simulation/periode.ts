/** « 2021–2023 », or « 2021 ». */
export function labelPeriode({ debut, fin }: { readonly debut: number; readonly fin: number }): string {
  return debut === fin ? String(debut) : `${debut}–${fin}`;
}
