/** Drafts of the staff, apart from what the same browser may have typed as a visitor. */
export const REPLY_DRAFT = "staff.reply";
export const NOTE_DRAFT = "staff.note";
