/** Other pages come in one tab of their own: leaving the console would make the agent absent. */
export const OTHER_TAB = "hd-pages";
