-- handed_on_at: when the pass this line paid for was given to someone else; from then on the pass is nothing to its buyer.
ALTER TABLE museum_pass_lines ADD COLUMN handed_on_at BIGINT;
-- Passes given before: what was sold first was for the giver; a renewal too, unless the new holder's address is on its order.
UPDATE museum_pass_lines SET handed_on_at = 0
    WHERE pass IN (SELECT id FROM museum_pass_passes WHERE transferred > 0)
    AND (deed <> 'renewal' OR NOT EXISTS (
        SELECT 1 FROM museum_pass_orders o JOIN museum_pass_passes p ON p.email = o.email
        WHERE o.id = museum_pass_lines.sale AND p.id = museum_pass_lines.pass));
